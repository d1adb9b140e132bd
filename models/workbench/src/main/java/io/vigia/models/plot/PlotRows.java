package io.vigia.models.plot;

import io.vigia.models.series.JudgedSeries;
import java.util.BitSet;

/** Which rows a picture shows: all, or where there are more than it has columns, those that make its outline. */
final class PlotRows {
    private static final int COLUMNS = 1_500;

    private PlotRows() {}

    /** In each column the lowest and the highest value; every anomaly; the ends. */
    static int[] of(JudgedSeries judged) {
        int rows = judged.length();
        if (rows <= 2 * COLUMNS) {
            return all(rows);
        }
        var kept = new BitSet(rows);
        kept.or(judged.anomalies());
        kept.set(0);
        kept.set(rows - 1);
        for (int column = 0; column < COLUMNS; column++) {
            keepExtremes(kept, judged.series().values(), (int) ((long) rows * column / COLUMNS), (int)
                    ((long) rows * (column + 1) / COLUMNS));
        }
        return kept.stream().toArray();
    }

    private static void keepExtremes(BitSet kept, double[] values, int from, int to) {
        int lowest = from;
        int highest = from;
        for (int row = from; row < to; row++) {
            lowest = values[row] < values[lowest] ? row : lowest;
            highest = values[row] > values[highest] ? row : highest;
        }
        kept.set(lowest);
        kept.set(highest);
    }

    private static int[] all(int rows) {
        var kept = new BitSet(rows);
        kept.set(0, rows);
        return kept.stream().toArray();
    }
}
