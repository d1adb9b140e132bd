package io.vigia.detection.tuning;

import io.vigia.verdict.Direction;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.WatchedSide;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What people have set about the verdicts on a sensor. It belongs to no state: it applies to the readings that are judged
 * under it.
 *
 * @param side which side of the prediction counts
 * @param minDeviation smallest distance from the prediction that counts, in the sensor's unit; from 0
 * @param low a value below is an anomaly; negative infinity for none
 * @param high a value above is an anomaly; infinity for none
 * @param sensitivity the rule's threshold is divided by it; above 0
 * @param coolDown milliseconds without an anomaly after which an incident may seem to be over; {@link #UNSET}: as the model says
 * @param adoptAfter milliseconds after which an incident is the new normal, {@link Long#MAX_VALUE} for never;
 *     {@link #UNSET}: as the model says
 * @param season the season that values are compared with
 * @param zone of the sensor's day; null: UTC
 * @param raised the bounds that feedback has raised
 */
public record Tuning(
        WatchedSide side,
        double minDeviation,
        double low,
        double high,
        double sensitivity,
        long coolDown,
        long adoptAfter,
        SeasonKind season,
        @Nullable ZoneId zone,
        RaisedBounds raised) {
    /** Stands for a time that is not set. */
    public static final long UNSET = -1;

    /** Nothing is set. */
    public static final Tuning NONE = new Tuning(
            WatchedSide.BOTH,
            0,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1,
            UNSET,
            UNSET,
            SeasonKind.AUTO,
            null);

    /** With no bound raised. */
    public Tuning(
            WatchedSide side,
            double minDeviation,
            double low,
            double high,
            double sensitivity,
            long coolDown,
            long adoptAfter,
            SeasonKind season,
            @Nullable ZoneId zone) {
        this(side, minDeviation, low, high, sensitivity, coolDown, adoptAfter, season, zone, RaisedBounds.NONE);
    }

    /** The same with other raised bounds. */
    public Tuning withRaised(RaisedBounds bounds) {
        return new Tuning(side, minDeviation, low, high, sensitivity, coolDown, adoptAfter, season, zone, bounds);
    }

    /** The lower end of the band, which what is set can only move outward; NaN if nothing below counts. */
    public double lower(double prediction, double lower) {
        if (!side.watches(Direction.BELOW)) {
            return Double.NaN;
        }
        return minDeviation > 0 ? Math.min(lower, prediction - minDeviation) : lower;
    }

    /** The upper end of the band, which what is set can only move outward; NaN if nothing above counts. */
    public double upper(double prediction, double upper) {
        if (!side.watches(Direction.ABOVE)) {
            return Double.NaN;
        }
        return minDeviation > 0 ? Math.max(upper, prediction + minDeviation) : upper;
    }

    /** Whether values on this side of the prediction count. */
    public boolean watches(double value, double prediction) {
        return side.watches(Direction.of(value, prediction));
    }

    /** Whether a value is far enough from its prediction, on a side that counts; as {@link #lower} and {@link #upper} say. */
    public boolean deviates(double value, double prediction) {
        return watches(value, prediction)
                && (minDeviation == 0 || value <= prediction - minDeviation || value >= prediction + minDeviation);
    }

    /** Whether there are limits. */
    public boolean isLimited() {
        return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
    }

    /** Whether a value is outside the limits. */
    public boolean isBeyondLimits(double value) {
        return value < low || value > high;
    }

    /** The limit that is nearest to a value outside the limits, else the value. */
    public double withinLimits(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** The lower end of a band, moved within the limits. */
    public double limitedLower(double lower) {
        if (Double.isNaN(lower)) {
            return low == Double.NEGATIVE_INFINITY ? lower : low;
        }
        return withinLimits(lower);
    }

    /** The upper end of a band, moved within the limits. */
    public double limitedUpper(double upper) {
        if (Double.isNaN(upper)) {
            return high == Double.POSITIVE_INFINITY ? upper : high;
        }
        return withinLimits(upper);
    }
}
