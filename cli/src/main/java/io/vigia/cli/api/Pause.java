package io.vigia.cli.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass; a test lets none. */
@FunctionalInterface
public interface Pause {
    /** The real one. */
    Pause REAL = duration -> {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted", stop);
        }
    };

    void pass(Duration duration);
}
