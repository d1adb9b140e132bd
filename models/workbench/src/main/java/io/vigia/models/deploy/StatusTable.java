package io.vigia.models.deploy;

import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.kafka.ModelTopic;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is deployed, as a table: the patterns by rank, and what each partition said of them. */
public final class StatusTable {
    private static final String ROW = "%-20s  %-28s  %-28s  %-16s  %s";

    private StatusTable() {}

    /**
     * All lines.
     *
     * @param zone of the times
     */
    public static List<String> lines(ModelTopic.Contents contents, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(row("sensors", "model", "rollback goes to", "since", "partitions 0 to " + (Topics.PARTITIONS - 1)));
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        contents.assignments()
                .forEach((sensors, assignment) -> lines.add(row(
                        sensors.toString(),
                        assignment.model(),
                        rollback(sensors, assignment),
                        time.format(Instant.ofEpochMilli(assignment.at())),
                        marks(contents, assignment))));
        lines.add("(+ active, - refused, . no response)");
        contents.outcomes().values().stream()
                .filter(outcome -> !outcome.accepted())
                .forEach(outcome -> lines.add("partition " + outcome.partition() + " refused " + outcome.model()
                        + " for " + outcome.sensors() + ": " + outcome.reason()));
        return lines;
    }

    private static String rollback(SensorPattern sensors, ModelAssignment assignment) {
        if (sensors.isDefault()) {
            return "(set by VIGIA_MODEL)";
        }
        return assignment.previous() == null ? "(the default)" : assignment.previous();
    }

    private static String marks(ModelTopic.Contents contents, ModelAssignment assignment) {
        if (contents.outcomes().values().stream()
                        .noneMatch(outcome -> outcome.sensors().equals(assignment.sensors()))
                && assignment.sensors().isDefault()) {
            return "from the start";
        }
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> mark(outcome(contents, assignment, partition)))
                .collect(Collectors.joining());
    }

    private static @Nullable ModelOutcome outcome(
            ModelTopic.Contents contents, ModelAssignment assignment, int partition) {
        return contents.outcomes().values().stream()
                .filter(one -> one.partition() == partition && one.id().equals(assignment.id()))
                .findAny()
                .orElse(null);
    }

    private static String mark(@Nullable ModelOutcome outcome) {
        if (outcome == null) {
            return ".";
        }
        return outcome.accepted() ? "+" : "-";
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing();
    }
}
