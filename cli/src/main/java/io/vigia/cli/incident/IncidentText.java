package io.vigia.cli.incident;

import io.vigia.contract.Incident;
import io.vigia.terminal.Count;
import io.vigia.terminal.Digits;
import io.vigia.verdict.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

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
        if ((reason == null || reason == Reason.VALUE) && isOutside(peak)) {
            return value + (peak.value() >= peak.upper() ? " is above " : " is below ") + ends(peak);
        }
        String expected = expected(peak);
        return value
                + (reason == null ? "" : why(reason, peak))
                + (expected.isEmpty() ? "" : " (expected " + expected + ")");
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
            case SILENCE -> " was the last reading, none has come since";
        };
    }

    private static boolean isOutside(Incident.Peak peak) {
        return peak.value() >= peak.upper() || peak.value() <= peak.lower();
    }

    /** What was expected; empty if nothing was. */
    private static String expected(Incident.Peak peak) {
        boolean lower = Double.isFinite(peak.lower());
        boolean upper = Double.isFinite(peak.upper());
        return (lower == upper ? "" : lower ? "at least " : "at most ") + ends(peak);
    }

    /** The ends of the band that it has; empty if it has none. */
    private static String ends(Incident.Peak peak) {
        return DoubleStream.of(peak.lower(), peak.upper())
                .filter(Double::isFinite)
                .mapToObj(Digits::five)
                .collect(Collectors.joining(" to "));
    }

    /** Whether it is open, or when and why it was closed. */
    String state(Incident incident) {
        return incident.isOpen()
                ? "open"
                : Objects.requireNonNull(incident.closedBy()).wire() + " " + time(incident.closed());
    }

    /** Three lines about an incident. */
    String whole(Incident incident) {
        return """
                %s incident of %s since %s: %s
                %s
                %s until %s, the last of them %s at %s
                """.formatted(
                        incident.severity().wire(),
                        incident.sensor(),
                        time(incident.opened()),
                        state(incident),
                        what(incident),
                        Count.of(incident.anomalies(), "reading"),
                        time(incident.updated()),
                        Digits.five(incident.last().value()),
                        time(incident.last().ts()));
    }

    /** @param ts epoch milliseconds */
    String time(long ts) {
        return TIME.format(Instant.ofEpochMilli(ts).atZone(zone));
    }
}
