package io.vigia.detector.sink;

import io.vigia.contract.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that the sink has, where each is, and where each must go back to when a master is replaced. */
final class Partitions implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration rewind;
    private final Consumer<Collection<TopicPartition>> onLost;
    private final Duration sessionTimeout;
    private final Map<TopicPartition, Track> tracks = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private long confirmedNanos = System.nanoTime();
    private boolean paused;

    /** @param epoch of the store when it was last written for this partition; null before the first write */
    private record Track(Trail trail, @Nullable Long epoch) {}

    Partitions(
            KafkaConsumer<byte[], byte[]> consumer,
            SinkSettings settings,
            Consumer<Collection<TopicPartition>> onLost) {
        this.consumer = consumer;
        this.rewind = settings.rewind();
        this.sessionTimeout = settings.sessionTimeout();
        this.onLost = onLost;
    }

    /** Shares the partitions with the other members of the group and goes on where they were committed. */
    void subscribe(Topics topics) {
        consumer.subscribe(List.of(topics.scores(), topics.anomalies()), this);
    }

    /** Takes all partitions from their beginning, outside any group; answers how many records lie there now. */
    Map<TopicPartition, Long> assignAllFromBeginning(Topics topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : List.of(topics.scores(), topics.anomalies())) {
            consumer.partitionsFor(topic).forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer.endOffsets(all);
    }

    /** While the store is away nothing is fetched, of partitions that come meanwhile either. */
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
     * Notes that everything up to the positions was written to the store of this epoch. Partitions that were last written
     * to another one go back.
     *
     * @return how many went back
     */
    int wrote(long epoch, long nanos) {
        int back = 0;
        for (TopicPartition partition : consumer.assignment()) {
            Track track = tracks.get(partition);
            if (track == null) {
                continue;
            }
            if (track.epoch() != null && track.epoch() != epoch) {
                consumer.seek(partition, track.trail().start());
                back++;
            }
            track.trail().note(nanos, consumer.position(partition));
            tracks.put(partition, new Track(track.trail(), epoch));
        }
        return back;
    }

    /** Commits the positions, each with the note that its next owner needs. */
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
     * Makes sure that the partitions are still ours. A process that was stopped for longer than the session time-out wakes
     * up in the middle of its batch and does not know that another member has gone on, perhaps beyond a deletion; the
     * broker, asked to commit once more what was committed, does.
     *
     * @throws org.apache.kafka.clients.consumer.CommitFailedException if they are not
     */
    void confirm() {
        if (System.nanoTime() - confirmedNanos > sessionTimeout.toNanos() / 2) {
            commit(committed);
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        long asked = System.nanoTime();
        consumer.commitSync(offsets);
        confirmedNanos = asked;
        committed = offsets;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = consumer.committed(new HashSet<>(partitions));
        committed = new HashMap<>(committed);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = found.get(partition);
            Optional<CommitNote> note = offset == null ? Optional.empty() : CommitNote.parse(offset.metadata());
            long position = consumer.position(partition);
            Trail trail = new Trail(
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
        onLost.accept(partitions);
    }
}
