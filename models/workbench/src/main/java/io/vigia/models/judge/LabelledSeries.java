package io.vigia.models.judge;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One series, with the windows in which people saw an anomaly.
 *
 * @param name its file, relative to the data's folder, with {@code /} between the parts
 * @param timestamps as the file writes them, one for each row; not to be written to
 * @param values one for each row, finite; not to be written to
 * @param windows in the order of rows, none overlapping another
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LabelledSeries(String name, String[] timestamps, double[] values, List<RowWindow> windows) {
    /** The part of a series that the benchmark lets a detector learn from, unscored; at most of its first 5,000 rows. */
    private static final double PROBATION = 0.15;

    private static final int MOST_ROWS = 5_000;

    public LabelledSeries {
        windows = List.copyOf(windows);
        if (timestamps.length != values.length) {
            throw new IllegalArgumentException(
                    timestamps.length + " timestamps for " + values.length + " values; expected as many");
        }
    }

    /** Rows. */
    public int length() {
        return values.length;
    }

    /** Rows at the start that are not scored: 15 % of the series, at most 750. */
    public int probation() {
        return (int) Math.min(Math.floor(PROBATION * length()), PROBATION * MOST_ROWS);
    }

    /** The windows of which at least one row is scored. */
    public List<RowWindow> scoredWindows() {
        return windows.stream().filter(window -> window.last() >= probation()).toList();
    }

    /** 1 for the rows of a window, 0 elsewhere. */
    public int[] labels() {
        return IntStream.range(0, length())
                .map(row -> windows.stream().anyMatch(window -> window.holds(row)) ? 1 : 0)
                .toArray();
    }
}
