package io.vigia.query.backtest;

import io.vigia.contract.Score;
import io.vigia.store.Sample;
import io.vigia.verdict.Direction;
import io.vigia.verdict.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A value that is an anomaly. Doubles that do not apply are {@code NaN}.
 *
 * @param ts epoch milliseconds
 * @param value in the sensor's unit
 * @param prediction in the sensor's unit
 * @param lower in the sensor's unit
 * @param upper in the sensor's unit
 * @param score 0 to 1
 * @param direction the word of the side; null of a stored one without a prediction
 * @param severity its word; null of a stored one, with which it is not kept
 * @param reason its word; null of a stored one, with which it is not kept
 */
public record BacktestAnomaly(
        long ts,
        double value,
        double prediction,
        double lower,
        double upper,
        double score,
        @Nullable String direction,
        @Nullable String severity,
        @Nullable String reason) {
    static BacktestAnomaly of(Score score) {
        return new BacktestAnomaly(
                score.ts(),
                score.value(),
                score.prediction(),
                score.lower(),
                score.upper(),
                score.score(),
                wire(score.direction()),
                wire(score.severity()),
                wire(score.reason()));
    }

    /** As it was said when it came. */
    static BacktestAnomaly of(Sample sample) {
        return new BacktestAnomaly(
                sample.ts(),
                sample.value(),
                sample.prediction(),
                sample.lower(),
                sample.upper(),
                sample.score(),
                Double.isNaN(sample.prediction())
                        ? null
                        : Direction.of(sample.value(), sample.prediction()).wire(),
                null,
                null);
    }

    private static @Nullable String wire(@Nullable WireName word) {
        return word == null ? null : word.wire();
    }
}
