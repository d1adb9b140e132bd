package io.vigia.cli.demo;

import io.vigia.cli.api.StoredReading;
import io.vigia.contract.Instants;
import io.vigia.terminal.Count;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The table of faults, caught or not, and the false alarms, all of them. */
final class DemoReport {
    private static final long MINUTE_MS = 60_000;
    private static final String ROW = "%-28s %-20s %-16s %-6s %-9s %s%n";

    private final PrintStream out;

    DemoReport(PrintStream out) {
        this.out = out;
    }

    /** @param start of the day, in epoch milliseconds */
    void print(Map<DemoSensor, Finding> findings, long start) {
        out.printf(ROW, "sensor", "fault", "from", "lasts", "detected", "score");
        findings.forEach((sensor, finding) -> sensor.fault().ifPresent(fault -> row(sensor, fault, finding, start)));
        long faults = findings.keySet().stream()
                .filter(sensor -> sensor.fault().isPresent())
                .count();
        long caught = findings.values().stream()
                .filter(finding -> finding.caught().isPresent())
                .count();
        int falseEpisodes =
                findings.values().stream().mapToInt(Finding::falseEpisodes).sum();
        int healthy =
                findings.values().stream().mapToInt(Finding::healthyJudged).sum();
        out.printf(
                "%n%d of %d faults detected; %s in %s%s%n",
                caught,
                faults,
                Count.of(falseEpisodes, "false alarm"),
                Count.of(healthy, "healthy reading"),
                falseEpisodes > 0 ? ":" : "");
        findings.forEach((sensor, finding) -> {
            if (finding.falseEpisodes() > 0) {
                out.printf("    %s: %d%n", sensor.id(), finding.falseEpisodes());
            }
        });
    }

    private void row(DemoSensor sensor, Fault fault, Finding finding, long start) {
        long from = start + fault.from() * MINUTE_MS;
        out.printf(
                ROW,
                sensor.id(),
                fault.kind().words(),
                Instants.fecha(from).substring(0, 16),
                fault.minutes() + " min",
                finding.caught()
                        .map(reading -> "+" + (reading.ts() - from) / MINUTE_MS + " min")
                        .orElse("no"),
                finding.caught().map(DemoReport::score).orElse(""));
    }

    private static String score(StoredReading reading) {
        return reading.score() == null ? "" : String.format(Locale.ROOT, "%.2f", reading.score());
    }
}
