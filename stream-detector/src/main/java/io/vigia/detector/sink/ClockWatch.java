package io.vigia.detector.sink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the wall clock was set back. Kafka's clients measure waits by that clock, and never let their own time go
 * back: a client that was there before sends no heartbeat, and does not end a wait, until the clock is where it was.
 */
final class ClockWatch {
    private final LongSupplier wallMillis;
    private long ahead;

    /** @param wallMillis the wall clock, in epoch milliseconds */
    ClockWatch(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
        ahead = ahead();
    }

    /** How far it was set back since the last call; zero if it was not. */
    Duration setBack() {
        long now = ahead();
        Duration back = Duration.ofMillis(Math.max(0, ahead - now));
        ahead = now;
        return back;
    }

    /** Milliseconds by which it is ahead of the clock that nobody can set. */
    private long ahead() {
        return wallMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
