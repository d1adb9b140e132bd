package io.vigia.query.incident;

import io.vigia.contract.Incident;
import io.vigia.verdict.Severity;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Selects incidents.
 *
 * @param state null: any
 * @param sensors whether the incidents of a sensor are wanted
 * @param severity the lowest severity; null: any
 */
public record IncidentFilter(
        @Nullable IncidentState state,
        Predicate<String> sensors,
        @Nullable Severity severity) {
    /** Every incident. */
    public static final IncidentFilter ALL = new IncidentFilter(null, sensor -> true, null);

    boolean matches(Incident incident) {
        return (state == null || incident.isOpen() == (state == IncidentState.OPEN))
                && sensors.test(incident.sensor())
                && (severity == null || incident.severity().compareTo(severity) >= 0);
    }
}
