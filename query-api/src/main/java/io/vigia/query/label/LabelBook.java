package io.vigia.query.label;

import io.vigia.contract.Label;
import io.vigia.contract.LabelRecord;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TailStatus;
import io.vigia.kafka.TopicFollower;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What people have said about anomalies, as the labels topic has it now: the {@value #MOST} newest by their anomalies' times. Thread-safe. */
public final class LabelBook implements AutoCloseable {
    static final int MOST = 100_000;

    private final NavigableMap<EventCursor, Label> labels = new TreeMap<>(EventCursor.NEWEST_FIRST);
    private final Map<String, EventCursor> places = new HashMap<>();
    private final TopicFollower follower;

    public LabelBook(KafkaSettings kafka, TailStatus status) {
        Map<String, Object> committed = kafka.clientConfig();
        committed.put("isolation.level", "read_committed");
        follower = new TopicFollower(committed, kafka.topics().labels(), status, this::take);
    }

    /** See {@link TopicFollower#start}. */
    public void start() {
        follower.start();
    }

    /** True once all records from before the start are known. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        LabelRecord read = LabelRecord.read(record.key(), record.value());
        EventCursor before = places.remove(read.anomaly());
        if (before != null) {
            labels.remove(before);
        }
        Label label = read.label();
        if (label != null) {
            EventCursor place = EventCursor.after(label);
            places.put(label.anomaly(), place);
            labels.put(place, label);
        }
        if (labels.size() > MOST) {
            places.remove(labels.pollLastEntry().getValue().anomaly());
        }
    }

    /**
     * A part of the labels, the newest anomaly first.
     *
     * @param sensors whether the labels of a sensor are wanted
     * @param from the position after which it begins; null: at the newest
     * @param limit maximum number
     */
    public synchronized Page<Label> page(Predicate<String> sensors, @Nullable EventCursor from, int limit) {
        NavigableMap<EventCursor, Label> rest = from == null ? labels : labels.tailMap(from, false);
        List<Label> found = rest.values().stream()
                .filter(label -> sensors.test(label.sensor()))
                .limit(limit + 1L)
                .toList();
        return Page.of(found, limit, last -> EventCursor.after(last).text());
    }

    @Override
    public void close() {
        follower.close();
    }
}
