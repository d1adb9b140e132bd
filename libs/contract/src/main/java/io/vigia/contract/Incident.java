package io.vigia.contract;

import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with one sensor, from its first sign until it is over, as of its latest change. Times are epoch
 * milliseconds of the readings; the end by a deletion has the deletion's arrival. What a person did is at the time of the sensor's
 * newest reading.
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
 * @param anomalies how many readings were anomalies so far; 0 of a silence
 * @param peak its anomaly that was farthest from the prediction; of a silence the reading before it
 * @param last its latest anomaly; of a silence the reading before it, or the first one after it
 * @param model {@code name@version} of the bundle that scored its latest anomaly
 * @param maintenance whether planned work covers it, so that nobody is to be told
 * @param acknowledged who takes care of it; null if nobody does
 * @param snoozedUntil until when nobody is to be told of it, epoch milliseconds; {@link #NOT_SNOOZED} if there is no such time
 *     ({@code null} in JSON)
 * @param operator who made this change; null if no person did
 * @param anomaly the id of the anomaly that opened it; null if a silence did, or an earlier version
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
        @Nullable String model,
        boolean maintenance,
        @Nullable Operator acknowledged,
        long snoozedUntil,
        @Nullable Operator operator,
        @Nullable String anomaly) {
    /** {@link #closed} while it is open. */
    public static final long OPEN = -1;

    /** {@link #snoozedUntil} where there is no such time. */
    public static final long NOT_SNOOZED = -1;

    /** Separates the sensor from the rest of an id; no sensor id contains it. */
    public static final char SEPARATOR = '~';

    private static final Pattern END_OF_ID = Pattern.compile("[0-9a-f]{16}");

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

    /**
     * A person who did something.
     *
     * @param by the name
     * @param at when Kafka had it, epoch milliseconds
     * @param note what was said; null if nothing was
     */
    public record Operator(String by, long at, @Nullable String note) {}

    /** The sensor of an incident with this id; null if it is no id of an incident. */
    public static @Nullable String sensorOf(String id) {
        int end = id.indexOf(SEPARATOR);
        boolean valid = end > 0
                && SensorId.isValid(id.substring(0, end))
                && END_OF_ID.matcher(id.substring(end + 1)).matches();
        return valid ? id.substring(0, end) : null;
    }

    /** Whether it goes on. */
    public boolean isOpen() {
        return closed == OPEN;
    }

    /** Unique among all changes of all incidents: the id and the number. */
    public String changeId() {
        return id + "-" + number;
    }

    /** For the incident with some fields changed. */
    public Builder with() {
        return new Builder(this);
    }

    /** An incident with other fields. */
    public static final class Builder {
        private final Incident before;
        private IncidentChange change;
        private long number;
        private @Nullable Reason reason;
        private Severity severity;
        private long updated;
        private long closed;
        private @Nullable ClosedBy closedBy;
        private long anomalies;
        private Peak peak;
        private Last last;
        private @Nullable String model;
        private boolean maintenance;
        private @Nullable Operator acknowledged;
        private long snoozedUntil;
        private @Nullable Operator operator;

        private Builder(Incident before) {
            this.before = before;
            change = before.change;
            number = before.number;
            reason = before.reason;
            severity = before.severity;
            updated = before.updated;
            closed = before.closed;
            closedBy = before.closedBy;
            anomalies = before.anomalies;
            peak = before.peak;
            last = before.last;
            model = before.model;
            maintenance = before.maintenance;
            acknowledged = before.acknowledged;
            snoozedUntil = before.snoozedUntil;
            operator = before.operator;
        }

        /**
         * The next change.
         *
         * @param at its time
         * @param who made it; null if no person did
         */
        public Builder change(IncidentChange next, long at, @Nullable Operator who) {
            change = next;
            number = before.number + 1;
            updated = at;
            operator = who;
            return this;
        }

        /** The next change: its end. */
        public Builder closed(ClosedBy why, long at, @Nullable Operator who) {
            closed = at;
            closedBy = why;
            return change(IncidentChange.CLOSED, at, who);
        }

        /** The highest severity, and the reason of its first anomaly. */
        public Builder severity(Severity highest, @Nullable Reason of) {
            severity = highest;
            reason = of;
            return this;
        }

        /** One more anomaly. */
        public Builder anomaly(Peak farthest, Last latest, @Nullable String scoredBy) {
            anomalies++;
            peak = farthest;
            last = latest;
            model = scoredBy;
            return this;
        }

        /** The latest reading that belongs to it. */
        public Builder last(Last latest) {
            last = latest;
            return this;
        }

        /** Whether planned work covers it. */
        public Builder maintenance(boolean covered) {
            maintenance = covered;
            return this;
        }

        /** Who takes care of it. */
        public Builder acknowledged(Operator who) {
            acknowledged = who;
            return this;
        }

        /** Until when nobody is to be told of it. */
        public Builder snoozedUntil(long end) {
            snoozedUntil = end;
            return this;
        }

        /** The incident. */
        public Incident build() {
            return new Incident(
                    before.id,
                    before.sensor,
                    change,
                    number,
                    reason,
                    severity,
                    before.opened,
                    updated,
                    closed,
                    closedBy,
                    anomalies,
                    peak,
                    last,
                    model,
                    maintenance,
                    acknowledged,
                    snoozedUntil,
                    operator,
                    before.anomaly);
        }
    }
}
