package io.vigia.cli.incident;

import io.vigia.contract.ActionKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to do about an incident: one of the options. */
final class IncidentAction {
    private ActionKind kind = ActionKind.ACKNOWLEDGE;
    private @Nullable String until;

    @Option(names = "--acknowledge", required = true, description = "With ID: say that you take care of it")
    void acknowledge(boolean given) {
        choose(given, ActionKind.ACKNOWLEDGE);
    }

    @Option(
            names = "--snooze",
            required = true,
            paramLabel = "UNTIL",
            description = "With ID: nobody is told of it until this time, such as 2026-03-01T08:00+01:00")
    void snooze(String time) {
        until = time;
        kind = ActionKind.SNOOZE;
    }

    @Option(names = "--close", required = true, description = "With ID: it is over")
    void close(boolean given) {
        choose(given, ActionKind.CLOSE);
    }

    @Option(names = "--adopt", required = true, description = "With ID: what is abnormal is the new normal")
    void adopt(boolean given) {
        choose(given, ActionKind.ADOPT);
    }

    private void choose(boolean given, ActionKind chosen) {
        kind = given ? chosen : kind;
    }

    ActionKind kind() {
        return kind;
    }

    /** The body of the call. */
    Map<String, String> body(String by, @Nullable String note) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("by", by);
        if (note != null) {
            body.put("note", note);
        }
        if (until != null) {
            body.put("until", until);
        }
        return body;
    }
}
