package io.vigia.testkit;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import org.jspecify.annotations.Nullable;

/** Changes of an incident for tests: of severity low, with 95 where 66.2 to 79.4 is expected, unless more is said. */
public final class IncidentBuilder {
    private final String sensor;
    private final long opened;
    private long number;
    private long updated;
    private long anomalies;
    private Severity severity = Severity.LOW;
    private @Nullable Reason reason = Reason.VALUE;
    private Incident.Peak peak;
    private long closed = Incident.OPEN;
    private @Nullable ClosedBy closedBy;

    private IncidentBuilder(String sensor, long opened) {
        this.sensor = sensor;
        this.opened = opened;
        this.peak = new Incident.Peak(opened, 95, 66.2, 79.4, 72.9);
    }

    /** An incident with the id {@link #id}. */
    public static IncidentBuilder of(String sensor, long opened) {
        return new IncidentBuilder(sensor, opened);
    }

    /** The id of the incident of a sensor that opened then. */
    public static String id(String sensor, long opened) {
        return "%s%c%016x".formatted(sensor, Incident.SEPARATOR, opened);
    }

    public IncidentBuilder severity(Severity severity) {
        this.severity = severity;
        return this;
    }

    /** @param reason null: an earlier version scored it */
    public IncidentBuilder reason(@Nullable Reason reason) {
        this.reason = reason;
        return this;
    }

    /** Its farthest anomaly. */
    public IncidentBuilder peak(double value, double lower, double upper, double prediction) {
        peak = new Incident.Peak(opened, value, lower, upper, prediction);
        return this;
    }

    /** Its first change. */
    public Incident opened() {
        return change(IncidentChange.OPENED, opened);
    }

    public Incident escalated(Severity severity, long at) {
        return severity(severity).change(IncidentChange.ESCALATED, at);
    }

    public Incident continued(long at) {
        return change(IncidentChange.CONTINUED, at);
    }

    public Incident closed(ClosedBy why, long at) {
        closed = at;
        closedBy = why;
        return change(IncidentChange.CLOSED, at);
    }

    private Incident change(IncidentChange change, long at) {
        updated = at;
        number++;
        anomalies += change == IncidentChange.CLOSED ? 0 : 1;
        return new Incident(
                id(sensor, opened),
                sensor,
                change,
                number,
                reason,
                severity,
                opened,
                updated,
                closed,
                closedBy,
                anomalies,
                peak,
                new Incident.Last(closedBy == null ? at : opened, peak.value()),
                "vigia-default@2",
                false,
                null,
                Incident.NOT_SNOOZED,
                null,
                reason == Reason.SILENCE ? null : "id-" + sensor + "-" + opened);
    }
}
