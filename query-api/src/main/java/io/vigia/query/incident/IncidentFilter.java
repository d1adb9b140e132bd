package io.vigia.query.incident;

import io.vigia.contract.Incident;
import io.vigia.contract.SensorPattern;
import io.vigia.verdict.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Selects incidents.
 *
 * @param state null: any
 * @param sensors null: all
 * @param severity the lowest severity; null: any
 */
public record IncidentFilter(
        @Nullable IncidentState state,
        @Nullable SensorPattern sensors,
        @Nullable Severity severity) {
    /** Every incident. */
    public static final IncidentFilter ALL = new IncidentFilter(null, null, null);

    boolean matches(Incident incident) {
        return (state == null || incident.isOpen() == (state == IncidentState.OPEN))
                && (sensors == null || sensors.matches(incident.sensor()))
                && (severity == null || incident.severity().compareTo(severity) >= 0);
    }
}
