package io.vigia.kafka;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.UnknownTypeException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of the threads that read topics: skipped records that are not events of their topic, and
 * failures. Shared by all {@link PartitionTail}s of a process. Thread-safe.
 */
public final class TailStatus {
    private static final Logger LOG = LoggerFactory.getLogger(TailStatus.class);
    /** The minimum time between two log lines about one topic, because the number of invalid records is unlimited. */
    private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final ConcurrentMap<String, Skipped> skipped = new ConcurrentHashMap<>();
    private final ThreadFailures failures = new ThreadFailures();

    private static final class Skipped {
        private final AtomicLong count = new AtomicLong();
        private final UnknownTypes types = new UnknownTypes();
        private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

        private boolean isLogged(InvalidEventException why) {
            if (why instanceof UnknownTypeException unknown) {
                return types.isNew(unknown);
            }
            long now = System.nanoTime();
            long next = nextLog.get();
            return now - next >= 0 && nextLog.compareAndSet(next, now + LOG_EVERY_NANOS);
        }
    }

    /** Counts a record that is not an event of its topic, and logs it if no other was logged a moment ago. */
    void skipped(ConsumerRecord<?, ?> record, InvalidEventException why) {
        Skipped topic = skipped.computeIfAbsent(record.topic(), name -> new Skipped());
        long count = topic.count.incrementAndGet();
        if (topic.isLogged(why)) {
            LOG.warn(
                    "Skipped record {}-{}@{} (number {} of this topic): {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    count,
                    why.getMessage());
        }
    }

    void failed(String topic, Throwable cause) {
        failures.note(cause);
        LOG.error("The thread that reads topic {} failed; it continues at the same offset", topic, cause);
    }

    /** How many records of a topic were skipped since the start; a rewind counts them again. */
    public long skipped(String topic) {
        Skipped counted = skipped.get(topic);
        return counted == null ? 0 : counted.count.get();
    }

    /** How often a thread failed since the start. */
    public long failures() {
        return failures.count();
    }

    /** The failure of the last minute; null if there was none. */
    public @Nullable String recentFailure() {
        return failures.recent();
    }
}
