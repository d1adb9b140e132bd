package io.vigia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of docs/fault-tolerance.md, a row for each fault. A run writes into {@code target/fault-tolerance.md}; the page
 * itself is written by {@code ./vigia test --containers -Dvigia.faults.page=../../docs/fault-tolerance.md}.
 */
final class FaultPage {
    /** In place of a recovery, in nanoseconds: not one attempt failed. */
    static final long NEVER_STOPPED = -1;

    private static final String BEGIN = "<!-- faults -->";
    private static final String END = "<!-- /faults -->";
    private static final String HEADER = """
        | where | broken | calls | acknowledged | refused | longest gap, s | acknowledges, s | without verdicts, s | verdicts, s | reads, s | samples, s | lost | seen |
        | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |
        """;

    private final Path file;

    private FaultPage(Path file) {
        this.file = file;
    }

    /**
     * What came of a fault of which nothing was lost.
     *
     * @param calls those of the client since it was broken
     * @param longestGap between two acknowledgements, in nanoseconds
     * @param withoutVerdicts the longest time in which one of the partitions gave no verdict, in nanoseconds
     * @param recoveries of acknowledgements, verdicts, reads and samples, in nanoseconds, or {@link #NEVER_STOPPED}
     * @param evidence what shows that it was broken and mended
     */
    record Row(
            String where,
            String fault,
            int calls,
            int acknowledged,
            int refused,
            long longestGap,
            long withoutVerdicts,
            List<Long> recoveries,
            String evidence) {
        private String key() {
            return "| " + where + " | " + fault + " |";
        }

        private String line() {
            List<String> times =
                    new ArrayList<>(recoveries.stream().map(Row::seconds).toList());
            times.add(1, seconds(withoutVerdicts));
            return key()
                    + " %d | %d | %d | %s | ".formatted(calls, acknowledged, refused, seconds(longestGap))
                    + String.join(" | ", times)
                    + " | 0 | " + evidence.strip().replaceAll("\\s+", " ").replace("|", "/") + " |";
        }

        private static String seconds(long nanos) {
            return nanos == NEVER_STOPPED
                    ? "–"
                    : String.format(
                            Locale.ROOT,
                            "%.1f",
                            nanos / (double) Duration.ofSeconds(1).toNanos());
        }
    }

    /** Writes a row in place of that of the last run. */
    static void write(Row row) {
        System.out.println(row.line());
        Path target = Path.of("target", "fault-tolerance.md");
        new FaultPage(Path.of(System.getProperty("vigia.faults.page", target.toString()))).put(row);
    }

    private void put(Row row) {
        try {
            if (Files.notExists(file)) {
                Files.copy(Path.of("..", "..", "docs", "fault-tolerance.md"), file);
            }
            String page = Files.readString(file, StandardCharsets.UTF_8);
            int begin = page.indexOf(BEGIN) + BEGIN.length();
            int end = page.indexOf(END);
            String table = machine() + "\n\n" + HEADER + rows(page.substring(begin, end), row) + "\n";
            Files.writeString(file, page.substring(0, begin) + "\n" + table + page.substring(end));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String rows(String table, Row row) {
        List<String> lines = new ArrayList<>(
                table.lines().filter(line -> line.startsWith("| ")).skip(2).toList());
        int place = 0;
        while (place < lines.size() && !lines.get(place).startsWith(row.key())) {
            place++;
        }
        if (place < lines.size()) {
            lines.remove(place);
        }
        lines.add(place, row.line());
        return String.join("\n", lines);
    }

    private static String machine() throws IOException {
        return "Last written on %s on %s: %s (%s processors, %s GB, load %s of the last 15 minutes), Linux %s, Docker %s."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.arch"),
                        word("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(word("/proc/meminfo", "MemTotal").split(" ")[0]) >> 20,
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[2],
                        System.getProperty("os.version"),
                        engine());
    }

    private static String word(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }

    private static String engine() throws IOException {
        Process docker = new ProcessBuilder("docker", "version", "--format", "{{.Server.Version}}").start();
        return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
