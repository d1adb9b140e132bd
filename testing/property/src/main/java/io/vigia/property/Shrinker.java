package io.vigia.property;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a case that fails smaller: leaves choices out and makes them lower as long as the case still fails. */
final class Shrinker {
    private static final int MOST_ATTEMPTS = 2_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(20);
    private static final int LARGEST_CUT = 16;

    private final Function<long[], @Nullable Counterexample> attempt;
    private final long startedAt = System.nanoTime();
    private Counterexample smallest;
    private int attempts;

    private Shrinker(Counterexample first, Function<long[], @Nullable Counterexample> attempt) {
        this.smallest = first;
        this.attempt = attempt;
    }

    /**
     * @param attempt runs the case with these choices; null when it passes
     */
    static Counterexample shrink(Counterexample first, Function<long[], @Nullable Counterexample> attempt) {
        Shrinker shrinker = new Shrinker(first, attempt);
        Counterexample before;
        do {
            before = shrinker.smallest;
            shrinker.leaveOut();
            shrinker.lower();
        } while (shrinker.smallest != before && shrinker.mayGoOn());
        return shrinker.smallest;
    }

    private void leaveOut() {
        for (int size = LARGEST_CUT; size > 0; size /= 2) {
            for (int at = smallest.choices().length - size; at >= 0 && mayGoOn(); at--) {
                at = Math.min(at, smallest.choices().length - size);
                if (at >= 0) {
                    tryWithout(at, size);
                }
            }
        }
    }

    private void tryWithout(int at, int size) {
        long[] now = smallest.choices();
        long[] shorter = new long[now.length - size];
        System.arraycopy(now, 0, shorter, 0, at);
        System.arraycopy(now, at + size, shorter, at, shorter.length - at);
        improves(shorter);
    }

    private void lower() {
        for (int at = 0; at < smallest.choices().length && mayGoOn(); at++) {
            long passes = 0;
            if (smallest.choices()[at] == 0 || improvesWith(at, 0)) {
                continue;
            }
            // Halves the distance between a value that passes and the lowest that fails.
            while (at < smallest.choices().length && smallest.choices()[at] - passes > 1 && mayGoOn()) {
                long middle = passes + (smallest.choices()[at] - passes >>> 1);
                if (!improvesWith(at, middle)) {
                    passes = middle;
                }
            }
        }
    }

    private boolean improvesWith(int at, long value) {
        long[] changed = smallest.choices().clone();
        changed[at] = value;
        return improves(changed);
    }

    private boolean improves(long[] choices) {
        attempts++;
        Counterexample found = attempt.apply(choices);
        if (found != null && found.isSmallerThan(smallest)) {
            smallest = found;
            return true;
        }
        return false;
    }

    private boolean mayGoOn() {
        return attempts < MOST_ATTEMPTS && System.nanoTime() - startedAt < MOST_TIME.toNanos();
    }
}
