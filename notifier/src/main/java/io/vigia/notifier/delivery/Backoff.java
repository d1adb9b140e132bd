package io.vigia.notifier.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before what failed is tried again: twice as long each time, a random half to all of it.
 *
 * @param first the first wait
 * @param longest the longest wait
 * @param giveUp after how long it is given up
 */
public record Backoff(Duration first, Duration longest, Duration giveUp) {
    /** From 1 s to 5 min, for 24 h. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24));

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures how often it has failed in a row, from 1 */
    long waitNanos(int failures) {
        long most = Math.min(longest.toNanos(), first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS));
        long whole = most <= 0 ? longest.toNanos() : most;
        return whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
    }
}
