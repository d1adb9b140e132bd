package io.vigia.query.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One client's way through a topic. Not thread-safe. */
public final class Subscription {
    private static final int MOST_EVENTS = 500;
    private static final int MOST_RECORDS = 2_000;
    // Events within this time are sent together. Otherwise a busy topic would wake every client for each record.
    private static final Duration TOGETHER = Duration.ofMillis(20);

    private final TopicHistory history;
    private final Predicate<String> sensors;
    private final StreamPosition position;
    private final int[] logs;
    private long seen = -1;
    private boolean more;
    private int firstPartition;

    /**
     * @param sensors whether the events of a sensor are wanted
     * @param position null: from now on
     */
    Subscription(TopicHistory history, Predicate<String> sensors, @Nullable StreamPosition position) {
        this.history = history;
        this.sensors = sensors;
        this.logs = IntStream.range(0, history.width())
                .map(partition -> history.partition(partition).log())
                .toArray();
        this.position = position == null ? now(history) : position;
    }

    /** New events for the client, at most a few hundred; waits up to {@code patience} for them, and may return none. */
    public StreamBatch take(Duration patience) throws InterruptedException {
        if (!more) {
            seen = history.awaitNews(seen, patience);
            TimeUnit.NANOSECONDS.sleep(TOGETHER.toNanos());
        }
        return read();
    }

    /** The position after all returned events. */
    public String position() {
        return position.text();
    }

    /** True once there will be no more events. */
    public boolean ended() {
        return history.isClosed();
    }

    private StreamBatch read() {
        List<StreamEvent> events = new ArrayList<>();
        boolean missed = false;
        more = false;
        firstPartition = (firstPartition + 1) % history.width();
        for (int i = 0; i < history.width(); i++) {
            if (events.size() >= MOST_EVENTS) {
                more = true;
                break;
            }
            missed |= read((firstPartition + i) % history.width(), events);
        }
        return new StreamBatch(missed, events);
    }

    /** True if events of this partition were missed. */
    private boolean read(int partition, List<StreamEvent> events) {
        RecentRecords.Part part =
                history.partition(partition).after(position.next(partition), logs[partition], MOST_RECORDS);
        logs[partition] = part.log();
        position.moveTo(partition, part.from());
        more |= part.more();
        for (StreamRecord record : part.records()) {
            if (events.size() >= MOST_EVENTS) {
                more = true;
                break;
            }
            position.moveTo(partition, record.offset() + 1);
            tell(record, events);
        }
        return part.missed();
    }

    private void tell(StreamRecord record, List<StreamEvent> events) {
        String kind = sensors.test(record.sensor()) ? record.kind(history.topic()) : null;
        if (kind != null) {
            events.add(new StreamEvent(kind, position.text(), record.value()));
        }
    }

    private static StreamPosition now(TopicHistory history) {
        long[] next = new long[history.width()];
        for (int partition = 0; partition < next.length; partition++) {
            next[partition] = history.partition(partition).next();
        }
        return new StreamPosition(history.topic(), next);
    }
}
