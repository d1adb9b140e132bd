package io.vigia.testkit;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import org.jspecify.annotations.Nullable;

/** Changes of an incident for tests: 95 where 66.2 to 79.4 is expected, at first of severity low. */
public final class IncidentBuilder {
    private static final double VALUE = 95;

    private final String sensor;
    private final long opened;
    private long number;
    private long updated;
    private long anomalies;
    private Severity severity = Severity.LOW;
    private long closed = Incident.OPEN;
    private @Nullable ClosedBy closedBy;

    private IncidentBuilder(String sensor, long opened) {
        this.sensor = sensor;
        this.opened = opened;
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
                Reason.VALUE,
                severity,
                opened,
                updated,
                closed,
                closedBy,
                anomalies,
                new Incident.Peak(opened, VALUE, 66.2, 79.4, 72.9),
                new Incident.Last(closedBy == null ? at : opened, VALUE),
                "vigia-default@2");
    }
}
