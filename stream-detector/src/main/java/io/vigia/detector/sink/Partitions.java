package io.vigia.detector.sink;

import io.vigia.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of the sink, their positions, and the positions to rewind to when a master is replaced. */
final class Partitions implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final int MOST_SESSIONS = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final Duration rewind;
    private final PartitionsLost onLost;
    private final Duration sessionTimeout;
    private final Map<TopicPartition, Track> tracks = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private long confirmedNanos = System.nanoTime();
    private boolean uncertain;
    private long uncertainSince;
    private boolean paused;

    /** Receives the partitions that this sink has lost. */
    @FunctionalInterface
    interface PartitionsLost {
        void lost(Collection<TopicPartition> partitions);
    }

    /** @param epoch of the store when it was last written for this partition; null before the first write */
    private record Track(OffsetHistory trail, @Nullable Long epoch) {}

    Partitions(Consumer<byte[], byte[]> consumer, SinkSettings settings, PartitionsLost onLost) {
        this.consumer = consumer;
        this.rewind = settings.rewind();
        this.sessionTimeout = settings.sessionTimeout();
        this.onLost = onLost;
    }

    /** Joins the group, and continues at the committed offsets. */
    void subscribe(Topics topics) {
        consumer.subscribe(List.of(topics.scores(), topics.anomalies()), this);
    }

    /** Reads all partitions from their beginning, without a group; returns the current number of records. */
    Map<TopicPartition, Long> assignAllFromBeginning(Topics topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : List.of(topics.scores(), topics.anomalies())) {
            consumer.partitionsFor(topic).forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer.endOffsets(all);
    }

    /** Pauses fetching while the store is unavailable, also for newly assigned partitions. */
    void pause() {
        paused = true;
        consumer.pause(consumer.assignment());
    }

    void resume() {
        if (paused) {
            paused = false;
            consumer.resume(consumer.assignment());
        }
    }

    /**
     * Records that everything up to the positions was written to the store of this epoch. Partitions that were last written
     * in another epoch are rewound.
     *
     * @return the number of rewound partitions
     */
    int wrote(long epoch, long nanos) {
        int back = 0;
        for (TopicPartition partition : consumer.assignment()) {
            Track track = tracks.get(partition);
            if (track == null) {
                continue;
            }
            OffsetHistory trail = track.trail();
            if (track.epoch() != null && track.epoch() != epoch) {
                long start = trail.start();
                consumer.seek(partition, start);
                // What follows is written to the new master for the first time, so the next change must rewind as far.
                trail = new OffsetHistory(rewind, nanos, start);
                back++;
            } else {
                trail.note(nanos, consumer.position(partition));
            }
            tracks.put(partition, new Track(trail, epoch));
        }
        return back;
    }

    /** Commits the positions, each with the note for its next owner. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        tracks.forEach((partition, track) -> {
            String note = track.epoch() == null
                    ? ""
                    : new CommitNote(track.epoch(), track.trail().start()).text();
            offsets.put(partition, new OffsetAndMetadata(consumer.position(partition), note));
        });
        commit(offsets);
    }

    /**
     * Checks that this sink still owns the partitions. A process that was suspended for longer than the session time-out
     * resumes in the middle of its batch, and does not know that another member has continued, possibly beyond a deletion.
     * The broker detects this when the committed offsets are committed once more.
     *
     * @return false if ownership is uncertain: a rebalance is in progress, or happened without this member; polling completes
     *     it, and reports lost partitions
     * @throws KafkaException if ownership has been uncertain for ten session time-outs
     */
    boolean confirm() {
        if (System.nanoTime() - confirmedNanos <= sessionTimeout.toNanos() / 2) {
            return true;
        }
        try {
            commit(committed);
            return true;
        } catch (RebalanceInProgressException | CommitFailedException unsure) {
            LOG.debug("Whose the partitions are is not settled", unsure);
            return false;
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        long asked = System.nanoTime();
        try {
            consumer.commitSync(offsets);
        } catch (RebalanceInProgressException | CommitFailedException unsure) {
            checkPatience(asked, unsure);
            throw unsure;
        }
        confirmedNanos = asked;
        uncertain = false;
        committed = offsets;
    }

    /** A client whose clock was set back may be unable to join its group again; a new client can. */
    private void checkPatience(long now, KafkaException unsure) {
        if (!uncertain) {
            uncertain = true;
            uncertainSince = now;
        } else if (now - uncertainSince > MOST_SESSIONS * sessionTimeout.toNanos()) {
            throw new KafkaException(
                    "ownership of the partitions was uncertain for " + MOST_SESSIONS + " session time-outs", unsure);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = consumer.committed(new HashSet<>(partitions));
        committed = new HashMap<>(committed);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = found.get(partition);
            Optional<CommitNote> note = offset == null ? Optional.empty() : CommitNote.parse(offset.metadata());
            long position = consumer.position(partition);
            OffsetHistory trail = new OffsetHistory(
                    rewind, System.nanoTime(), note.map(CommitNote::rewindTo).orElse(position));
            tracks.put(partition, new Track(trail, note.map(CommitNote::epoch).orElse(null)));
            committed.put(partition, offset == null ? new OffsetAndMetadata(position) : offset);
        }
        if (paused) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(tracks::remove);
        committed = new HashMap<>(committed);
        committed.keySet().removeAll(partitions);
        onLost.lost(partitions);
    }
}
