package io.vigia.cli.bench;

import java.util.List;
import java.util.Locale;

/** The table in Markdown, under the description of the machine. */
record BenchReport(String machine, int runs, List<Comparison> lines) {
    String markdown() {
        StringBuilder text = new StringBuilder(machine).append("\n\n");
        text.append("Medians of ").append(runs).append(runs == 1 ? " run" : " runs, minimum and maximum in brackets");
        text.append(". CPU: processor time of the whole process for each, callers and broker included.\n\n");
        text.append(
                "| what | measured | CPU | limit of the same run | CPU | of the limit | limit's CPU : CPU | aim |\n");
        text.append("| --- | ---: | ---: | --- | ---: | ---: | ---: | --- |\n");
        lines.forEach(line -> text.append(row(line)));
        return text.toString();
    }

    private static String row(Comparison line) {
        Spread measured = line.measured();
        Spread limit = line.limit();
        boolean bounded = !limit.isEmpty();
        return "| "
                + String.join(
                        " | ",
                        line.what(),
                        shown(measured, line.unit()),
                        cpu(measured),
                        bounded ? line.limitName() + ": " + shown(limit, line.unit()) : "",
                        cpu(limit),
                        bounded ? percent(measured.median() / limit.median()) : "",
                        measured.hasCpu() && limit.hasCpu()
                                ? percent(limit.medianCpuMicros() / measured.medianCpuMicros())
                                : "",
                        line.aim())
                + " |\n";
    }

    private static String cpu(Spread spread) {
        return spread.hasCpu() ? number(spread.medianCpuMicros()) + " µs" : "";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String shown(Spread spread, String unit) {
        String median = number(spread.median()) + " " + unit;
        return spread.least() == spread.most()
                ? median
                : median + " (" + number(spread.least()) + " to " + number(spread.most()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
    }
}
