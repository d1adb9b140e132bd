package io.vigia.cli.store;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.kafka.KafkaSettings;
import io.vigia.terminal.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Waits until the sink has written everything that its topics had at one moment. */
public final class SinkCatchUp {
    private static final long LOOK_MS = 200;
    /** Below this lag records are counted one by one, because ends of transactions take offsets that nobody commits. */
    private static final long NEAR = 2_000;

    private final KafkaSettings kafka;
    private final Offsets offsets;
    private final Map<TopicPartition, Long> ends;

    private SinkCatchUp(KafkaSettings kafka, Offsets offsets, Map<TopicPartition, Long> ends) {
        this.kafka = kafka;
        this.offsets = offsets;
        this.ends = ends;
    }

    /** Up to the current end of the topics. */
    public static SinkCatchUp toNow(KafkaSettings kafka, Offsets offsets) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        topics(kafka).forEach(topic -> ends.putAll(offsets.committedEnds(topic)));
        return new SinkCatchUp(kafka, offsets, ends);
    }

    /**
     * Waits until everything is written.
     *
     * @param title of the progress display
     * @param check throws if waiting is useless
     */
    public void await(String title, Runnable check) {
        long left = left();
        try (Progress progress = Progress.of(title, left)) {
            while (left > NEAR || unread() > 0) {
                check.run();
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                long now = left();
                progress.add(Math.max(0, left - now));
                left = now;
            }
            progress.add(left);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    private static List<String> topics(KafkaSettings kafka) {
        return List.of(kafka.topics().scores(), kafka.topics().anomalies());
    }

    private long left() {
        return offsets.lag(kafka.topics().sinkGroup(), ends);
    }

    private long unread() {
        Map<TopicPartition, Long> committed = offsets.committed(kafka.topics().sinkGroup());
        long count = 0;
        for (String topic : topics(kafka)) {
            Map<TopicPartition, Long> to = new HashMap<>(ends);
            to.keySet().removeIf(partition -> !partition.topic().equals(topic));
            try (Feed feed = new RecordFeed(kafka.clientConfig(), committed, to)) {
                while (feed.next() != null) {
                    count++;
                }
            }
        }
        return count;
    }
}
