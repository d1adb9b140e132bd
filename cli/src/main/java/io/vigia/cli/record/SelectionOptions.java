package io.vigia.cli.record;

import io.vigia.contract.SensorPattern;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that select a part of a readings topic. */
public final class SelectionOptions {
    private static final String BEGINNING = "beginning";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "First reading to compare: its time of arrival (ISO-8601 or epoch milliseconds) or"
                    + " PARTITION@OFFSET,… (default: the beginning)")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            description = "End, exclusive, in the same form (default: the current end)")
    private @Nullable String to;

    @Option(
            names = "--lead",
            paramLabel = "HOW_FAR",
            defaultValue = BEGINNING,
            description = "How far before --from readings are scored without comparison, so that windows and rules are"
                    + " warm: 'beginning' or a duration such as 2h or 30m (default: ${DEFAULT-VALUE})")
    private String lead = BEGINNING;

    @Option(
            names = "--sensors",
            split = ",",
            paramLabel = "SENSOR",
            description = "Only these sensors; * matches any characters (default: all)")
    private List<String> sensors = List.of();

    /** The validated selection. */
    public Selection selection() {
        return new Selection(
                place("--from", from),
                place("--to", to),
                lead(),
                sensors.stream().map(this::pattern).toList(),
                text());
    }

    /** Whether no option is given. */
    public boolean isEverything() {
        return from == null && to == null && sensors.isEmpty();
    }

    private @Nullable Place place(String option, @Nullable String text) {
        try {
            return text == null ? null : Place.parse(text);
        } catch (IllegalArgumentException refused) {
            throw refused(option + " is '" + text + "'; must be " + Place.ALLOWED, refused);
        }
    }

    private @Nullable Duration lead() {
        if (lead.equals(BEGINNING)) {
            return null;
        }
        try {
            Duration found = Duration.parse("PT" + lead.toUpperCase(Locale.ROOT));
            if (!found.isNegative() && from != null && Place.parse(from).isTime()) {
                return found;
            }
        } catch (DateTimeParseException noTime) {
            throw refused("--lead is '" + lead + "'; must be 'beginning' or a duration such as 2h or 30m", noTime);
        } catch (IllegalArgumentException noPlace) {
            throw refused("--from is '" + from + "'; must be " + Place.ALLOWED, noPlace);
        }
        throw refused("--lead is '" + lead + "'; a duration requires --from to be a time", null);
    }

    private SensorPattern pattern(String text) {
        try {
            return new SensorPattern(text.strip());
        } catch (IllegalArgumentException refused) {
            throw refused("--sensors is '" + text + "'; must be " + SensorPattern.ALLOWED, refused);
        }
    }

    private Selection.Text text() {
        return new Selection.Text(from, to, lead, sensors);
    }

    private ParameterException refused(String sentence, @Nullable Throwable cause) {
        return new ParameterException(spec.commandLine(), sentence, cause);
    }
}
