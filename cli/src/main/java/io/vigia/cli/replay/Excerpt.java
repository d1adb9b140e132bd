package io.vigia.cli.replay;

import io.vigia.cli.replay.Differences.Change;
import java.util.List;

/**
 * The values of one sensor around verdicts that changed.
 *
 * @param points in the order of arrival
 * @param changed verdicts among them that changed
 * @param changes the first {@value Excerpts#MOST_LISTED} of those
 */
record Excerpt(String sensor, List<Point> points, int changed, List<Change> changes) {
    /**
     * A value with both verdicts.
     *
     * @param ts epoch milliseconds of the reading
     */
    record Point(long ts, double value, Outcome before, Outcome now, boolean changed) {}

    /**
     * The part of a verdict that a chart shows.
     *
     * @param judged false if the reading was only stored, for example because the window was not full
     * @param lower in the sensor's unit; NaN if there is none
     * @param upper in the sensor's unit; NaN if there is none
     */
    record Outcome(boolean judged, boolean anomaly, double lower, double upper) {
        boolean hasBounds() {
            return Double.isFinite(lower) && Double.isFinite(upper);
        }
    }
}
