package io.vigia.cli.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vigia.cli.replay.Differences.Change;
import io.vigia.cli.replay.Differences.SensorCounts;
import io.vigia.runtime.answer.Json;
import io.vigia.terminal.Count;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a replay, for people and, as JSON, for programs.
 *
 * @param prefix of its topics
 * @param source what was replayed
 * @param model that scored everything; null: the models of the original run
 * @param readings that were scored again, including those of the lead
 * @param deadLetters readings that could not be read
 * @param compared verdicts that were compared with their original
 * @param changed compared verdicts that differ
 * @param otherNumbers compared scores with the same verdict and different numbers
 * @param withoutOriginal verdicts that have no original
 * @param anomaliesBefore among the compared verdicts, in the original run
 * @param anomaliesNow among the compared verdicts, in the replay
 * @param firstTs epoch milliseconds of the earliest compared reading; null if there is none
 * @param lastTs epoch milliseconds of the latest compared reading; null if there is none
 * @param sensors counts of each sensor
 * @param changes the first {@value Differences#MOST_LISTED} verdicts that changed
 * @param excerpts the values around changes, for the page
 */
record ReplayReport(
        String prefix,
        String source,
        @Nullable String model,
        long readings,
        long deadLetters,
        long compared,
        long changed,
        long otherNumbers,
        long withoutOriginal,
        long anomaliesBefore,
        long anomaliesNow,
        @Nullable Long firstTs,
        @Nullable Long lastTs,
        List<SensorCounts> sensors,
        List<Change> changes,
        @JsonIgnore List<Excerpt> excerpts) {
    /** Sensors that the text lists. */
    private static final int MOST_LINES = 20;

    static ReplayReport of(ReplayPlan plan, String prefix, long readings, long deadLetters, Differences found) {
        List<SensorCounts> sensors = found.sensors();
        return new ReplayReport(
                prefix,
                plan.source(),
                plan.model(),
                readings,
                deadLetters,
                found.compared(),
                found.changed(),
                found.otherNumbers(),
                found.withoutOriginal(),
                sensors.stream().mapToLong(SensorCounts::anomaliesBefore).sum(),
                sensors.stream().mapToLong(SensorCounts::anomaliesNow).sum(),
                found.compared() == 0 ? null : found.firstTs(),
                found.compared() == 0 ? null : found.lastTs(),
                sensors,
                found.changes(),
                found.excerpts());
    }

    /** Sensors with changes, the most changed first. */
    List<SensorCounts> mostChanged(int limit) {
        return sensors.stream()
                .filter(sensor -> sensor.changed() > 0)
                .sorted(Comparator.comparingLong(SensorCounts::changed).reversed())
                .limit(limit)
                .toList();
    }

    /** The result in a sentence. */
    String sentence() {
        if (compared == 0) {
            return "Nothing was compared: these readings have no original scores.";
        }
        if (changed == 0) {
            return otherNumbers == 0
                    ? "No verdict changed, and all scores are identical, byte for byte."
                    : "No verdict changed; " + Count.of(otherNumbers, "score") + " with different numbers.";
        }
        return changed + " of " + Count.of(compared, "verdict") + " changed.";
    }

    void print(PrintWriter out) {
        out.printf(
                "%s: replayed %s from %s, compared %s%n",
                prefix, Count.of(readings, "reading"), source, Count.of(compared, "verdict"));
        if (deadLetters > 0) {
            out.printf("%s could not be read; see %s.readings.v1.dlq%n", Count.of(deadLetters, "record"), prefix);
        }
        if (withoutOriginal > 0) {
            out.printf("%s without an original to compare with%n", Count.of(withoutOriginal, "verdict"));
        }
        out.println(sentence());
        if (compared > 0) {
            out.printf("Anomalies: %d before, %d now%n", anomaliesBefore, anomaliesNow);
        }
        List<SensorCounts> worst = mostChanged(MOST_LINES);
        if (!worst.isEmpty()) {
            out.printf("%n%-32s %10s %10s %17s %5s%n", "sensor", "compared", "changed", "anomalies before", "now");
            worst.forEach(sensor -> out.printf(
                    "%-32s %10d %10d %17d %5d%n",
                    sensor.sensor(),
                    sensor.compared(),
                    sensor.changed(),
                    sensor.anomaliesBefore(),
                    sensor.anomaliesNow()));
        }
        out.flush();
    }

    /** The report as one line of JSON. */
    String json() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }
}
