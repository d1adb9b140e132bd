package io.vigia.cli.incident;

import io.vigia.cli.api.ApiCommand;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.IncidentsApi;
import io.vigia.contract.Incident;
import io.vigia.terminal.Count;
import io.vigia.verdict.Severity;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code vigia incidents}. */
@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the open incidents of sensors, worst first, then newest; with ID, shows one with its history, or acts on it.",
            "Each is shown as of its latest change, which is at most a cool-down old while anomalies go on.",
            "VIGIA_API_KEY is the key to use, if Vigía requires one."
        })
public final class IncidentsCommand extends ApiCommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Id of an incident, as the list shows it")
    private @Nullable String id;

    @Option(
            names = "--sensor",
            paramLabel = "PATTERN",
            description = "Only these sensors, such as boiler-* (in quotation marks) or boiler-7")
    private @Nullable String sensor;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            converter = SeverityOption.class,
            description = "Only incidents of at least this severity: low, medium, high or critical")
    private @Nullable Severity severity;

    @Option(names = "--all", description = "List closed incidents too")
    private boolean all;

    @ArgGroup(exclusive = true)
    private @Nullable IncidentAction action;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who acts (default: ${DEFAULT-VALUE})")
    private String by = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for others")
    private @Nullable String note;

    @Option(names = "--json", description = "Print one JSON object per line")
    private boolean json;

    @Override
    protected void check() {
        if (id != null && (sensor != null || severity != null || all)) {
            throw refused("--sensor, --severity and --all select from the list; omit them with ID");
        }
        if (id == null && action != null) {
            throw refused(
                    "--acknowledge, --snooze, --close and --adopt need the ID of an incident, as the list shows it");
        }
        selection();
    }

    @Override
    protected int run(HttpCalls calls, PrintWriter out) {
        IncidentsApi api = new IncidentsApi(calls);
        if (id == null) {
            list(api.list(selection()), out);
        } else if (action != null) {
            JsonNode taken = api.act(id, action.kind(), action.body(by, note));
            out.println(json ? taken : "Accepted; './vigia incidents " + id + "' shows when it has taken effect.");
        } else {
            show(api.incident(id), out);
        }
        return 0;
    }

    private IncidentsApi.Selection selection() {
        return new IncidentsApi.Selection(all, sensor == null ? null : pattern("--sensor", sensor), severity);
    }

    private void list(List<JsonNode> items, PrintWriter out) {
        if (json) {
            items.forEach(out::println);
        } else if (items.isEmpty()) {
            String which = sensor == null && severity == null ? "" : " that match";
            out.println("There are no " + (all ? "" : "open ") + "incidents" + which + ".");
        } else {
            List<Incident> incidents = items.stream().map(IncidentsApi::read).toList();
            new IncidentTable(ZoneId.systemDefault()).list(incidents).forEach(out::println);
        }
    }

    private void show(JsonNode item, PrintWriter out) {
        if (json) {
            out.println(item);
            return;
        }
        Incident incident = IncidentsApi.read(item);
        List<Incident> history =
                item.path("history").valueStream().map(IncidentsApi::read).toList();
        out.println(new IncidentText(ZoneId.systemDefault()).whole(incident));
        new IncidentTable(ZoneId.systemDefault()).history(history).forEach(out::println);
        long missing = incident.number() - history.size();
        if (missing > 0) {
            out.println(Count.of(missing, "change is", "changes are") + " no longer kept");
        }
    }
}
