package io.vigia.models.judge;

import io.vigia.models.SeriesScale;
import io.vigia.models.series.Series;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Injects one fault of each kind into each series, and counts how many a detector finds. The places follow from the seed and
 * the name of the series; those near a labelled window, or near an alarm that the detector raises anyway, are passed over. A
 * fault is found if it raises an alarm while it lasts, or within the ten values after it.
 */
public final class FaultInjection {
    private static final int AFTER = 10;
    private static final int NEAR = 100;
    private static final int CONTEXT = 500;
    private static final int TRIES = 20;

    private final ThresholdDetector detector;
    private final long seed;
    private final Map<FaultKind, Count> counts = new EnumMap<>(FaultKind.class);

    /**
     * @param injected faults
     * @param found those with an alarm
     */
    public record Count(int injected, int found) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count more) {
            return new Count(injected + more.injected, found + more.found);
        }
    }

    /** @param seed of the places and signs */
    public FaultInjection(ThresholdDetector detector, long seed) {
        this.detector = detector;
        this.seed = seed;
        for (FaultKind kind : FaultKind.values()) {
            counts.put(kind, Count.NONE);
        }
    }

    /** What was injected and found so far, by kind. */
    public Map<FaultKind, Count> counts() {
        return Map.copyOf(counts);
    }

    /**
     * Injects into one series.
     *
     * @param alarms rows at which the detector raises an alarm without faults
     */
    void inject(LabelledSeries series, BitSet alarms) {
        for (FaultKind kind : FaultKind.values()) {
            Random random = new Random(seed ^ (31L * series.name().hashCode() + kind.ordinal()));
            place(series, alarms, kind, random).ifPresent(from -> {
                boolean found = finds(series, kind, from, random);
                counts.merge(kind, new Count(1, found ? 1 : 0), Count::plus);
            });
        }
    }

    /** The first row of a fault: after the probation, where nothing else is found; empty if there is no such place. */
    private static OptionalInt place(LabelledSeries series, BitSet alarms, FaultKind kind, Random random) {
        int first = Math.max(series.probation(), CONTEXT);
        int last = series.length() - kind.length() - AFTER;
        if (last <= first) {
            return OptionalInt.empty();
        }
        BitSet taken = series.labels();
        taken.or(alarms);
        return IntStream.generate(() -> first + random.nextInt(last - first))
                .limit(TRIES)
                .filter(from ->
                        taken.get(from - NEAR, from + kind.length() + AFTER).isEmpty())
                .filter(from -> spread(series.values(), from) > 0)
                .findFirst();
    }

    private boolean finds(LabelledSeries series, FaultKind kind, int from, Random random) {
        int to = from + kind.length();
        double[] values = Arrays.copyOf(series.values(), to + AFTER);
        kind.inject(values, from, to, spread(values, from), random);
        long[] times = Arrays.copyOf(series.series().times(), values.length);
        Series faulty = new Series(series.series().sensor(), times, values);
        int alarm = detector.alarms(series, faulty).nextSetBit(from);
        return alarm >= 0;
    }

    /** The standard deviation of the 500 values before a row, without the lowest and the highest hundredth; 0 if they do not vary. */
    private static double spread(double[] values, int from) {
        double[] sorted = Arrays.copyOfRange(values, from - CONTEXT, from);
        Arrays.sort(sorted);
        double[] middle = Arrays.copyOfRange(sorted, CONTEXT / 100, CONTEXT - CONTEXT / 100);
        return middle[0] == middle[middle.length - 1]
                ? 0
                : SeriesScale.fixed(middle).deviation();
    }
}
