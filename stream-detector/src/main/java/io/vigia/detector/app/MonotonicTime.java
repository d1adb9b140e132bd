package io.vigia.detector.app;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/**
 * The clock by which Kafka Streams commits and drains batches. It starts at the wall clock's time and is monotonic. With the
 * wall clock, a clock set back by an hour would stop commits and batches for an hour.
 */
final class MonotonicTime implements Time {
    private final LongSupplier nanoTime;
    private final long startMs;
    private final long startNanos;

    /** Starts at the current time. */
    MonotonicTime() {
        this(System.currentTimeMillis(), System::nanoTime);
    }

    MonotonicTime(long startMs, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startMs = startMs;
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public long milliseconds() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
    }

    @Override
    public long nanoseconds() {
        return nanoTime.getAsLong();
    }

    @Override
    public void sleep(long ms) {
        Time.SYSTEM.sleep(ms);
    }

    @Override
    public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        synchronized (monitor) {
            while (!condition.get()) {
                long left = deadlineMs - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("Condition not satisfied before deadline");
                }
                monitor.wait(left);
            }
        }
    }
}
