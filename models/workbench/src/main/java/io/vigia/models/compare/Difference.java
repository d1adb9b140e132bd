package io.vigia.models.compare;

import io.vigia.detection.model.RuleSpec;
import java.util.BitSet;
import java.util.List;

/**
 * Where two models, A and B, differ on one series.
 *
 * @param series its name
 * @param rows how many it has
 * @param anomalyOnlyA rows that are anomalies to A alone
 * @param anomalyOnlyB rows that are anomalies to B alone
 * @param alarmsA alarms of A
 * @param alarmsB alarms of B
 * @param alarmOnlyA alarms of A without an alarm of B at most {@value RuleSpec#DEFAULT_SILENCE} rows away
 * @param alarmOnlyB alarms of B without one of A as near
 * @param meanErrorA of A's predictions, in the sensor's unit; NaN without any
 * @param meanErrorB of B's predictions
 * @param first the first row at which the verdicts differ; −1 if none does
 */
public record Difference(
        String series,
        long rows,
        int anomalyOnlyA,
        int anomalyOnlyB,
        int alarmsA,
        int alarmsB,
        int alarmOnlyA,
        int alarmOnlyB,
        double meanErrorA,
        double meanErrorB,
        int first) {
    /** Compares what two models said of the same rows. */
    public static Difference of(String series, long rows, VerdictRows a, VerdictRows b) {
        BitSet onlyA = without(a.anomalies(), b.anomalies());
        BitSet onlyB = without(b.anomalies(), a.anomalies());
        BitSet differing = (BitSet) a.anomalies().clone();
        differing.xor(b.anomalies());
        return new Difference(
                series,
                rows,
                onlyA.cardinality(),
                onlyB.cardinality(),
                a.alarms().cardinality(),
                b.alarms().cardinality(),
                alone(a.alarms(), b.alarms()),
                alone(b.alarms(), a.alarms()),
                a.meanError(),
                b.meanError(),
                differing.nextSetBit(0));
    }

    private static BitSet without(BitSet rows, BitSet others) {
        BitSet left = (BitSet) rows.clone();
        left.andNot(others);
        return left;
    }

    private static int alone(BitSet alarms, BitSet others) {
        return (int) alarms.stream()
                .filter(row -> {
                    int near = others.nextSetBit(Math.max(0, row - RuleSpec.DEFAULT_SILENCE));
                    return near < 0 || near > row + RuleSpec.DEFAULT_SILENCE;
                })
                .count();
    }

    /** The sum of several, without mean errors: series have units of their own. */
    public static Difference sum(List<Difference> differences) {
        return new Difference(
                "all",
                differences.stream().mapToLong(Difference::rows).sum(),
                differences.stream().mapToInt(Difference::anomalyOnlyA).sum(),
                differences.stream().mapToInt(Difference::anomalyOnlyB).sum(),
                differences.stream().mapToInt(Difference::alarmsA).sum(),
                differences.stream().mapToInt(Difference::alarmsB).sum(),
                differences.stream().mapToInt(Difference::alarmOnlyA).sum(),
                differences.stream().mapToInt(Difference::alarmOnlyB).sum(),
                Double.NaN,
                Double.NaN,
                differences.stream().allMatch(one -> one.first() < 0) ? -1 : 0);
    }

    /** Rows with different verdicts. */
    public int differing() {
        return anomalyOnlyA + anomalyOnlyB;
    }
}
