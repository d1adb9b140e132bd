package io.vigia.cli.incident;

import io.vigia.contract.Incident;
import io.vigia.terminal.Count;
import io.vigia.terminal.Digits;
import io.vigia.verdict.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** An incident in words. */
final class IncidentText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ZoneId zone;

    /** @param zone of the times */
    IncidentText(ZoneId zone) {
        this.zone = zone;
    }

    /** Its farthest anomaly: the value, why it is one, and what was expected. */
    static String what(Incident incident) {
        Incident.Peak peak = incident.peak();
        Reason reason = incident.reason();
        String value = Digits.five(peak.value());
        String band = band(peak);
        boolean outside = peak.value() >= peak.upper() || peak.value() <= peak.lower();
        if (reason == null || reason == Reason.VALUE && outside) {
            return band.isEmpty()
                    ? value
                    : value + " is " + (peak.value() >= peak.upper() ? "above " : "below ") + band;
        }
        return value + why(reason, peak) + (band.isEmpty() ? "" : " (expected " + band + ")");
    }

    private static String why(Reason reason, Incident.Peak peak) {
        return switch (reason) {
            case VALUE -> " is rare for this sensor";
            case ERROR ->
                Double.isNaN(peak.prediction())
                        ? " was not predicted"
                        : " was not predicted, " + Digits.five(peak.prediction()) + " was";
            case LEVEL -> ", the mean of the last values has moved";
            case SEASON -> " is unusual at this time";
            case STUCK -> ", it does not move as it usually does";
            case LIMIT -> " is outside the limits that were set";
        };
    }

    /** The expected band, one side of which may be open; empty if there is none. */
    private static String band(Incident.Peak peak) {
        boolean lower = Double.isFinite(peak.lower());
        boolean upper = Double.isFinite(peak.upper());
        if (lower && upper) {
            return Digits.five(peak.lower()) + " to " + Digits.five(peak.upper());
        }
        return lower ? "at least " + Digits.five(peak.lower()) : upper ? "at most " + Digits.five(peak.upper()) : "";
    }

    /** Whether it is open, or when and why it was closed. */
    String state(Incident incident) {
        return incident.isOpen()
                ? "open"
                : Objects.requireNonNull(incident.closedBy()).wire() + " " + time(incident.closed());
    }

    /** Two lines about an incident. */
    String whole(Incident incident) {
        return """
                %s incident of %s since %s: %s
                %s; %s, the last %s at %s
                """.formatted(
                        incident.severity().wire(),
                        incident.sensor(),
                        time(incident.opened()),
                        state(incident),
                        what(incident),
                        Count.of(incident.anomalies(), "reading"),
                        Digits.five(incident.last().value()),
                        time(incident.last().ts()));
    }

    /** @param ts epoch milliseconds */
    String time(long ts) {
        return TIME.format(Instant.ofEpochMilli(ts).atZone(zone));
    }
}
