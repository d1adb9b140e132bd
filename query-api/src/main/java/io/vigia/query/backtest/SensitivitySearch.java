package io.vigia.query.backtest;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the highest sensitivity whose result is acceptable, by halving: a lower one is taken for acceptable where a higher one is.
 * Each step of the grid is about a fifth more than the one before it.
 */
final class SensitivitySearch {
    static final List<Double> GRID =
            List.of(0.25, 0.3, 0.35, 0.42, 0.5, 0.6, 0.71, 0.84, 1.0, 1.19, 1.41, 1.68, 2.0, 2.38, 2.83, 3.36, 4.0);

    /** How many are tried at most. */
    static final int MOST_STEPS = 5;

    private SensitivitySearch() {}

    /**
     * What was found.
     *
     * @param acceptable false if nothing is; then it is the lowest sensitivity
     */
    record Found<R>(double sensitivity, R result, boolean acceptable) {}

    /** @param tried gives the result under a sensitivity; is called at most {@value #MOST_STEPS} times */
    static <R> Found<R> highest(DoubleFunction<R> tried, Predicate<R> acceptable) {
        int low = -1;
        int high = GRID.size();
        @Nullable Found<R> best = null;
        while (best == null || high - low > 1) {
            int middle = (low + high) / 2;
            R result = tried.apply(GRID.get(middle));
            boolean good = acceptable.test(result);
            if (good || best == null || !best.acceptable()) {
                best = new Found<>(GRID.get(middle), result, good);
            }
            low = good ? middle : low;
            high = good ? high : middle;
        }
        return best;
    }
}
