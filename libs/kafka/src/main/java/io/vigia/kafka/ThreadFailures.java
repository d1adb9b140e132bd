package io.vigia.kafka;

import io.vigia.contract.Excerpt;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often a long-lived thread, or any thread of one kind, has failed unexpectedly. Its service is not ready for
 * {@link #RECENT} after each failure: otherwise a thread that keeps failing would appear healthy between two failures.
 * Thread-safe.
 */
public final class ThreadFailures {
    /** How long a failure ends readiness. */
    public static final Duration RECENT = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<@Nullable Failure> last = new AtomicReference<>();

    private record Failure(long nanos, String reason) {}

    public ThreadFailures() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    public ThreadFailures(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes one. */
    public void note(Throwable cause) {
        count.incrementAndGet();
        last.set(new Failure(nanos.getAsLong(), cause.toString()));
    }

    /** How many there were. */
    public long count() {
        return count.get();
    }

    /** What the last one was, if it is younger than {@link #RECENT}; else null. */
    public @Nullable String recent() {
        Failure failure = last.get();
        return failure != null && nanos.getAsLong() - failure.nanos() < RECENT.toNanos()
                ? Excerpt.of(failure.reason())
                : null;
    }
}
