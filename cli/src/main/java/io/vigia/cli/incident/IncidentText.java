package io.vigia.cli.incident;

import io.vigia.contract.Incident;
import io.vigia.terminal.Count;
import io.vigia.wording.Digits;
import io.vigia.wording.IncidentSentence;
import io.vigia.wording.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident in words. */
final class IncidentText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final IncidentSentence SENTENCE = new IncidentSentence(Language.EN, null);

    private final ZoneId zone;

    /** @param zone of the times */
    IncidentText(ZoneId zone) {
        this.zone = zone;
    }

    /** Its farthest anomaly: the value, why it is one, and what was expected. */
    static String what(Incident incident) {
        return SENTENCE.of(incident);
    }

    /** Whether it is open, and who takes care of it; or when, why and by whom it was closed. */
    String state(Incident incident) {
        if (incident.isOpen()) {
            return "open" + by(", acknowledged by ", incident.acknowledged());
        }
        return Objects.requireNonNull(incident.closedBy()).wire() + " " + time(incident.closed())
                + by(" by ", incident.operator());
    }

    private static String by(String text, Incident.@Nullable Operator operator) {
        return operator == null ? "" : text + operator.by();
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
