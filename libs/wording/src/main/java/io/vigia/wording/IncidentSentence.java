package io.vigia.wording;

import io.vigia.contract.Incident;
import io.vigia.verdict.Reason;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The farthest anomaly of an incident as a sentence without a full stop: the value, why it is one, and what was expected. */
public final class IncidentSentence {
    private final Language language;
    private final String unit;

    /** @param unit of the values; null: none is shown */
    public IncidentSentence(Language language, @Nullable String unit) {
        this.language = language;
        this.unit = unit == null ? "" : " " + unit;
    }

    /** The sentence. */
    public String of(Incident incident) {
        Incident.Peak peak = incident.peak();
        Reason reason = incident.reason();
        if ((reason == null || reason == Reason.VALUE) && isOutside(peak)) {
            return value(peak.value())
                    + (peak.value() >= peak.upper()
                            ? language.of(" is above ", " está por encima de lo habitual: ")
                            : language.of(" is below ", " está por debajo de lo habitual: "))
                    + ends(peak);
        }
        String expected = expected(peak);
        return value(peak.value())
                + (reason == null ? "" : why(reason, peak))
                + (expected.isEmpty() ? "" : " (" + language.of("expected ", "lo habitual: ") + expected + ")");
    }

    /** What was expected, with the unit; empty if nothing was. */
    private String expected(Incident.Peak peak) {
        boolean lower = Double.isFinite(peak.lower());
        boolean upper = Double.isFinite(peak.upper());
        if (lower == upper) {
            return ends(peak);
        }
        return (lower ? language.of("at least ", "al menos ") : language.of("at most ", "como mucho ")) + ends(peak);
    }

    /** The ends of the band that it has, with the unit; empty if it has none. */
    private String ends(Incident.Peak peak) {
        String band = DoubleStream.of(peak.lower(), peak.upper())
                .filter(Double::isFinite)
                .mapToObj(language::number)
                .collect(Collectors.joining(language.of(" to ", " a ")));
        return band.isEmpty() ? "" : band + unit;
    }

    /** A value with the unit. */
    public String value(double value) {
        return language.number(value) + unit;
    }

    private String why(Reason reason, Incident.Peak peak) {
        return switch (reason) {
            case VALUE -> language.of(" is rare for this sensor", " es raro en este sensor");
            case ERROR -> unpredicted(peak);
            case LEVEL ->
                language.of(", the mean of the last values has moved", ", la media de los últimos valores ha cambiado");
            case SEASON -> language.of(" is unusual at this time", " no es habitual a esta hora");
            case STUCK -> language.of(", it does not move as it usually does", ", no se mueve como suele");
            case LIMIT -> language.of(" is outside the limits that were set", " está fuera de los límites fijados");
            case SILENCE ->
                language.of(
                        " was the last reading, none has come since",
                        " es la última medición, desde entonces no ha llegado ninguna");
        };
    }

    private String unpredicted(Incident.Peak peak) {
        String text = language.of(" was not predicted", " no es lo previsto");
        return Double.isNaN(peak.prediction())
                ? text
                : text + language.of(", " + value(peak.prediction()) + " was", ", que era " + value(peak.prediction()));
    }

    private static boolean isOutside(Incident.Peak peak) {
        return peak.value() >= peak.upper() || peak.value() <= peak.lower();
    }
}
