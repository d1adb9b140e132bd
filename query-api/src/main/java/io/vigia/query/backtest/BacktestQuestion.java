package io.vigia.query.backtest;

import io.vigia.contract.SensorSettings;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know.
 *
 * @param sensor whose stored values are judged
 * @param from the time of the first value that counts, epoch milliseconds
 * @param to the time of the last one, epoch milliseconds; not before {@code from}
 * @param warmUp how many values before {@code from} the rule learns from, 0 to {@value #MOST_WARM_UP}
 * @param settings all that apply
 * @param model {@code name@version}; null: the one that is assigned to the sensor
 * @param atMostPerWeek how many incidents a week are acceptable, so that the sensitivity is to be found; {@link #AS_SET} if the
 *     sensitivity is that of the settings
 */
public record BacktestQuestion(
        String sensor,
        long from,
        long to,
        int warmUp,
        SensorSettings settings,
        @Nullable String model,
        int atMostPerWeek) {
    /** The highest {@code warmUp}. */
    public static final int MOST_WARM_UP = 10_000;

    /** {@link #atMostPerWeek} if no sensitivity is to be found. */
    public static final int AS_SET = -1;

    /** Whether the sensitivity is to be found. */
    public boolean searches() {
        return atMostPerWeek != AS_SET;
    }
}
