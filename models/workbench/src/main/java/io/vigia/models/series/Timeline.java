package io.vigia.models.series;

import java.util.Arrays;

/**
 * What is irregular about the times of a series.
 *
 * @param rows of the series
 * @param duplicates rows with time and value of the newest row before: a stream sets them aside
 * @param late other rows that are not newer than all before: a stream sets them aside too
 * @param stepMs median time between rows that are in order, in milliseconds; 0 with fewer than two of them
 * @param gaps steps of more than three times the median: a window goes on across them as if nothing were missing
 * @param longestGapMs the longest of them, in milliseconds; 0 if there is none
 */
public record Timeline(int rows, int duplicates, int late, long stepMs, int gaps, long longestGapMs) {
    private static final int GAP = 3;

    /** Looks at all times of a series. */
    public static Timeline of(Series series) {
        int duplicates = 0;
        int late = 0;
        int newest = 0;
        var steps = new long[series.length()];
        int count = 0;
        for (int row = 1; row < series.length(); row++) {
            long step = series.times()[row] - series.times()[newest];
            if (step > 0) {
                steps[count++] = step;
                newest = row;
            } else if (step == 0 && series.values()[row] == series.values()[newest]) {
                duplicates++;
            } else {
                late++;
            }
        }
        return of(series.length(), duplicates, late, Arrays.copyOf(steps, count));
    }

    private static Timeline of(int rows, int duplicates, int late, long[] steps) {
        Arrays.sort(steps);
        long median = steps.length == 0 ? 0 : steps[steps.length / 2];
        int gaps =
                (int) Arrays.stream(steps).filter(step -> step / GAP > median).count();
        return new Timeline(rows, duplicates, late, median, gaps, gaps == 0 ? 0 : steps[steps.length - 1]);
    }

    /** Rows that a stream sets aside. */
    public int setAside() {
        return duplicates + late;
    }
}
