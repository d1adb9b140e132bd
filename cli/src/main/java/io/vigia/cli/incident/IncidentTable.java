package io.vigia.cli.incident;

import io.vigia.contract.Incident;
import io.vigia.terminal.Columns;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Incidents, and the changes of one, as lines of a table. */
final class IncidentTable {
    /** Open ones first, then the worst, then the newest. */
    private static final Comparator<Incident> ORDER = Comparator.comparing(Incident::isOpen)
            .thenComparing(Incident::severity)
            .thenComparingLong(Incident::opened)
            .reversed()
            .thenComparing(Incident::id);

    /** A terminal breaks longer lines itself. */
    private static final int WIDTH = 1_000;

    private final IncidentText text;

    /** @param zone of the times */
    IncidentTable(ZoneId zone) {
        this.text = new IncidentText(zone);
    }

    List<String> list(List<Incident> incidents) {
        Columns table = new Columns(WIDTH, 1, 2, 3, 4, 6)
                .row("SEVERITY", "STATE", "SENSOR", "VALUE", "SINCE", "READINGS", "ID");
        incidents.stream()
                .sorted(ORDER)
                .forEach(incident -> table.row(
                        incident.severity().wire(),
                        text.state(incident),
                        incident.sensor(),
                        IncidentText.what(incident),
                        text.time(incident.opened()),
                        Long.toString(incident.anomalies()),
                        incident.id()));
        return table.lines();
    }

    /** @param history oldest first */
    List<String> history(List<Incident> history) {
        Columns table = new Columns(WIDTH, 1, 2, 4).row("CHANGE", "TIME", "SEVERITY", "READINGS", "VALUE");
        history.forEach(change -> table.row(
                change.change().wire(),
                text.time(change.updated()),
                change.severity().wire(),
                Long.toString(change.anomalies()),
                IncidentText.what(change)));
        return table.lines();
    }
}
