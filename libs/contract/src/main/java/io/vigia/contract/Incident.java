package io.vigia.contract;

import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with one sensor, from its first sign until it is over, as of its latest change. Times are epoch
 * milliseconds of the readings; the end by a deletion has the deletion's arrival.
 *
 * @param id unique: the sensor, {@code ~}, and 16 hexadecimal digits that follow from the reading that opened it
 * @param sensor the sensor's id
 * @param change what happened last
 * @param number of the change, from 1; with the id it identifies the change
 * @param reason the reason of its first anomaly with the highest severity; null if an earlier version scored it
 * @param severity the highest so far
 * @param opened the time of its first anomaly
 * @param updated the time of the change
 * @param closed the time of its end; {@link #OPEN} while it is open ({@code null} in JSON)
 * @param closedBy why it ended; null while it is open
 * @param anomalies how many readings were anomalies so far
 * @param peak its anomaly that was farthest from the prediction
 * @param last its latest anomaly
 * @param model {@code name@version} of the bundle that scored its latest anomaly
 */
public record Incident(
        String id,
        String sensor,
        IncidentChange change,
        long number,
        @Nullable Reason reason,
        Severity severity,
        long opened,
        long updated,
        long closed,
        @Nullable ClosedBy closedBy,
        long anomalies,
        Peak peak,
        Last last,
        @Nullable String model) {
    /** {@link #closed} while it is open. */
    public static final long OPEN = -1;

    /** Separates the sensor from the rest of an id; no sensor id contains it. */
    public static final char SEPARATOR = '~';

    /** Maximum length of an id, in characters. */
    public static final int MAX_ID_LENGTH = SensorId.MAX_LENGTH + 17;

    /**
     * An anomaly with what was expected, in the sensor's unit. Doubles that do not apply are {@code NaN}.
     *
     * @param ts epoch milliseconds
     */
    public record Peak(long ts, double value, double lower, double upper, double prediction) {}

    /**
     * An anomaly.
     *
     * @param ts epoch milliseconds
     * @param value in the sensor's unit
     */
    public record Last(long ts, double value) {}

    /** Whether it goes on. */
    public boolean isOpen() {
        return closed == OPEN;
    }

    /** Unique among all changes of all incidents: the id and the number. */
    public String changeId() {
        return id + "-" + number;
    }
}
