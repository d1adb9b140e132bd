package io.vigia.cli.replay;

import io.vigia.cli.replay.Excerpt.Outcome;
import io.vigia.cli.replay.Excerpt.Point;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The vertical scale of a chart. It holds all values; bounds widen it by at most the height of the values on either side,
 * since bounds may be so wide that the values would look like a line.
 *
 * @param top value at the upper edge
 * @param bottom value at the lower edge
 * @param height of the chart
 */
record ReportScale(double top, double bottom, int height) {
    private static final double MARGIN = 0.06;

    /** @param points at least one */
    static ReportScale of(List<Point> points, int height) {
        double high = values(points).max().orElseThrow();
        double low = values(points).min().orElseThrow();
        double highest = outcomes(points).mapToDouble(Outcome::upper).max().orElse(high);
        double lowest = outcomes(points).mapToDouble(Outcome::lower).min().orElse(low);
        double room = high > low ? high - low : Double.MAX_VALUE;
        double top = Math.max(high, Math.min(highest, high + room));
        double bottom = Math.min(low, Math.max(lowest, low - room));
        double margin = top > bottom ? top * MARGIN - bottom * MARGIN : 1;
        return new ReportScale(finite(top + margin), finite(bottom - margin), height);
    }

    private static DoubleStream values(List<Point> points) {
        return points.stream().mapToDouble(Point::value);
    }

    private static Stream<Outcome> outcomes(List<Point> points) {
        return points.stream()
                .flatMap(point -> Stream.of(point.before(), point.now()))
                .filter(Outcome::hasBounds);
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** Where a value stands, from 0 at the top; bounds beyond the chart stand a little outside. */
    double at(double value) {
        // Halves first, because the difference of two values may overflow.
        double share = (top / 2 - value / 2) / (top / 2 - bottom / 2);
        return Math.max(-height, Math.min(2.0 * height, share * height));
    }
}
