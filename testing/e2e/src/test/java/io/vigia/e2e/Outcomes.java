package io.vigia.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of attempts that one thread made one after the other, to be asked by any. Moments are those of {@link
 * System#nanoTime}.
 */
final class Outcomes {
    /** So long nothing may fail before what broke is believed to work again. */
    private static final long STEADY = Duration.ofSeconds(3).toNanos();

    private final List<Outcome> outcomes = new ArrayList<>();

    private record Outcome(long began, long ended, boolean worked) {}

    /** One that ended now. */
    synchronized void add(long began, boolean worked) {
        outcomes.add(new Outcome(began, System.nanoTime(), worked));
    }

    /** How many ended since then, and worked or not. */
    synchronized int count(long since, boolean worked) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.ended - since > 0 && outcome.worked == worked)
                .count();
    }

    /**
     * How long after {@code since} the first attempt worked that began after it and that no failure followed for three
     * seconds, in nanoseconds; empty if there is none yet.
     */
    synchronized Optional<Long> worksAgain(long since) {
        long first = -1;
        for (Outcome outcome : outcomes) {
            if (outcome.ended - since > 0 && !outcome.worked) {
                first = -1;
            } else if (first < 0 && outcome.began - since > 0) {
                first = outcome.ended - since;
            }
        }
        return first >= 0 && System.nanoTime() - since - first >= STEADY ? Optional.of(first) : Optional.empty();
    }

    /** The longest time since then in which nothing worked, in nanoseconds. */
    synchronized long longestGap(long since) {
        long longest = 0;
        long last = since;
        for (Outcome outcome : outcomes) {
            if (outcome.worked && outcome.ended - since > 0) {
                longest = Math.max(longest, outcome.ended - last);
                last = outcome.ended;
            }
        }
        return longest;
    }
}
