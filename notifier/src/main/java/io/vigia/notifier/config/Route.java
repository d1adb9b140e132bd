package io.vigia.notifier.config;

import io.vigia.contract.Incident;
import io.vigia.contract.SensorPattern;
import io.vigia.verdict.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Who is told of which incidents.
 *
 * @param severity at least this one
 * @param hours at least one of them contains the time of the notification; empty: always
 * @param zone of the hours
 * @param channels names; empty: nobody
 */
public record Route(
        SensorPattern sensors, Severity severity, List<WeekHours> hours, ZoneId zone, List<String> channels) {
    public Route {
        hours = List.copyOf(hours);
        channels = List.copyOf(channels);
    }

    boolean matches(Incident incident, Instant now) {
        return sensors.matches(incident.sensor())
                && incident.severity().compareTo(severity) >= 0
                && (hours.isEmpty() || hours.stream().anyMatch(span -> span.contains(now.atZone(zone))));
    }
}
