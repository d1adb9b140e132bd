package io.vigia.models.judge;

/**
 * A stretch of a series that people marked as an anomaly.
 *
 * @param first its first row, from 0
 * @param last its last row; not before the first
 */
public record RowWindow(int first, int last) {
    public RowWindow {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "a window from row " + first + " to " + last + "; expected 0 ≤ first ≤ last");
        }
    }

    /** Rows in it, both ends included. */
    public int length() {
        return last - first + 1;
    }

    /** Whether the row is in it. */
    public boolean holds(int row) {
        return row >= first && row <= last;
    }
}
