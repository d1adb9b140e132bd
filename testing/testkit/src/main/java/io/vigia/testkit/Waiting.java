package io.vigia.testkit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on futures, with a failure that a test shows as it is. */
final class Waiting {
    /** How long a wait lasts before it fails. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError("what was awaited failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("not done after " + PATIENCE, late);
        }
    }
}
