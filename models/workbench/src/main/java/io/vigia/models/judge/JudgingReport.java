package io.vigia.models.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Judgings of one corpus as text, side by side. */
public final class JudgingReport {
    private static final int NAME = 24;
    private static final String EACH = "%9s%8s%7s%7s%8s";

    private final Corpus corpus;
    private final List<CorpusResult> judgings;
    private final int first;

    /** @param judgings of this corpus, at least one */
    public JudgingReport(Corpus corpus, List<CorpusResult> judgings) {
        this.corpus = corpus;
        this.judgings = List.copyOf(judgings);
        first = corpus.series().stream()
                .mapToInt(series -> series.name().length())
                .max()
                .orElse(NAME);
    }

    /** All lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(corpus());
        lines.add("");
        lines.addAll(perSeries());
        lines.add("");
        lines.addAll(totals());
        lines.addAll(faults());
        return lines;
    }

    private String corpus() {
        return format(
                "%d series, %,d values, %s",
                corpus.series().size(),
                corpus.rows(),
                corpus.labels() == null
                        ? "no labels: every alarm counts as false, and there is no NAB score"
                        : "%d windows (%s)".formatted(corpus.windows(), corpus.labels()));
    }

    private List<String> perSeries() {
        List<String> lines = new ArrayList<>();
        lines.add(pad("") + across(judging -> format("  %-39s", judging.detector())));
        lines.add(
                pad("series") + across(judging -> "  " + format(EACH, "windows", "found", "false", "delay", "points")));
        for (int i = 0; i < corpus.series().size(); i++) {
            int at = i;
            lines.add(pad(corpus.series().get(i).name())
                    + across(judging -> "  " + cells(judging.series().get(at).tally())));
        }
        return lines;
    }

    private static String cells(Tally tally) {
        return format(
                EACH,
                tally.windows(),
                tally.found(),
                tally.wrong(),
                number("%.0f", tally.medianDelay()),
                number("%.2f", tally.points(NabProfile.STANDARD)));
    }

    private List<String> totals() {
        List<String> lines = new ArrayList<>();
        lines.add(pad("all series") + across(judging -> format("  %20s", judging.detector())));
        lines.add(pad("threshold") + across(judging -> format("  %20.3f", judging.threshold())));
        lines.add(total("NAB score, standard", "%.2f", tally -> tally.score(NabProfile.STANDARD)));
        lines.add(total("NAB score, reward low FP", "%.2f", tally -> tally.score(NabProfile.REWARD_LOW_FP)));
        lines.add(total("NAB score, reward low FN", "%.2f", tally -> tally.score(NabProfile.REWARD_LOW_FN)));
        lines.add(total("windows found", "%.0f", tally -> (double) tally.found()));
        lines.add(total("alarms in a window", "%.0f", tally -> (double) tally.right()));
        lines.add(total("false alarms", "%.0f", tally -> (double) tally.wrong()));
        lines.add(total("precision", "%.3f", Tally::precision));
        lines.add(total("recall", "%.3f", Tally::recall));
        lines.add(total("F1", "%.3f", Tally::f1));
        lines.add(total("alarms per 10,000 values", "%.2f", Tally::alarmsPer10000));
        lines.add(total("alarms per week", "%.2f", Tally::alarmsPerWeek));
        lines.add(total("median delay, values", "%.0f", Tally::medianDelay));
        return lines;
    }

    private List<String> faults() {
        if (judgings.stream().allMatch(judging -> judging.faults().isEmpty())) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(pad("injected faults found") + across(judging -> format("  %20s", judging.detector())));
        for (FaultKind kind : FaultKind.values()) {
            lines.add(pad(kind.text())
                    + across(judging -> share(judging.faults().getOrDefault(kind, FaultInjection.Count.NONE))));
        }
        lines.add(pad("all kinds")
                + across(judging -> share(judging.faults().values().stream()
                        .reduce(FaultInjection.Count.NONE, FaultInjection.Count::plus))));
        return lines;
    }

    private static String share(FaultInjection.Count count) {
        String text = count.injected() == 0
                ? "–"
                : format("%d of %d  %.2f", count.found(), count.injected(), count.found() / (double) count.injected());
        return format("  %20s", text);
    }

    private String total(String name, String format, Function<Tally, Double> value) {
        return pad(name) + across(judging -> format("  %20s", number(format, value.apply(judging.total()))));
    }

    private String across(Function<CorpusResult, String> cell) {
        return String.join("", judgings.stream().map(cell).toList());
    }

    private String pad(String text) {
        return format("%-" + Math.max(first, NAME) + "s", text);
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "–" : format(format, number);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
