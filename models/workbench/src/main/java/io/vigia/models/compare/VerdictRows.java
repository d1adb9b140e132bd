package io.vigia.models.compare;

import io.vigia.models.series.JudgedSeries;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What one model said of the rows of a series.
 *
 * @param anomalies rows that are anomalies
 * @param alarms rows at which an episode begins
 * @param meanError mean of |value − prediction| over the rows that have a prediction; NaN if none has
 */
public record VerdictRows(BitSet anomalies, BitSet alarms, double meanError) {
    /** What the detector said of a series. */
    public static VerdictRows of(JudgedSeries judged) {
        double meanError = IntStream.range(0, judged.length())
                .mapToDouble(row -> Math.abs(judged.series().values()[row] - judged.prediction()[row]))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new VerdictRows(judged.anomalies(), judged.alarms(), meanError);
    }
}
