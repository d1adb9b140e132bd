package io.vigia.models.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Differences of two models as text: the series where verdicts differ, their sum, and it all in a sentence. */
public final class DifferenceReport {
    private static final String CELLS = "%10s%10s%8s%8s%10s%10s%14s%14s";

    private final String a;
    private final String b;
    private final List<Difference> differences;
    private final int first;

    /**
     * @param a {@code name@version} of one model
     * @param b of the other
     * @param differences one for each series
     */
    public DifferenceReport(String a, String b, List<Difference> differences) {
        this.a = a;
        this.b = b;
        this.differences = List.copyOf(differences);
        first = differences.stream()
                .mapToInt(one -> one.series().length())
                .max()
                .orElse(0);
    }

    /** All lines. */
    public List<String> lines() {
        List<Difference> differing =
                differences.stream().filter(one -> one.differing() > 0).toList();
        List<String> lines = new ArrayList<>();
        lines.add("A is " + a + ", B is " + b);
        if (!differing.isEmpty()) {
            lines.add("");
            lines.add(pad("") + format(CELLS, "anomalies", "", "alarms", "", "alarms", "", "mean error", ""));
            lines.add(pad("series") + format(CELLS, "only A", "only B", "A", "B", "only A", "only B", "A", "B"));
            differing.forEach(one -> lines.add(line(one)));
            lines.add(line(Difference.sum(differences)));
            lines.add("");
        }
        lines.add(sentence(Difference.sum(differences), differing.size()));
        return lines;
    }

    private String line(Difference one) {
        return pad(one.series())
                + format(
                        CELLS,
                        one.anomalyOnlyA(),
                        one.anomalyOnlyB(),
                        one.alarmsA(),
                        one.alarmsB(),
                        one.alarmOnlyA(),
                        one.alarmOnlyB(),
                        number(one.meanErrorA()),
                        number(one.meanErrorB()));
    }

    private String sentence(Difference all, int series) {
        return series == 0
                ? format("The verdicts are the same at all %,d values of %d series.", all.rows(), differences.size())
                : format(
                        "Verdicts differ at %,d of %,d values (%.3f %%), in %d of %d series; alarms only of A: %d,"
                                + " only of B: %d.",
                        all.differing(),
                        all.rows(),
                        100.0 * all.differing() / all.rows(),
                        series,
                        differences.size(),
                        all.alarmOnlyA(),
                        all.alarmOnlyB());
    }

    private String pad(String text) {
        return format("%-" + Math.max(first, 8) + "s", text);
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "" : format("%.5g", number);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
