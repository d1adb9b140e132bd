package io.vigia.query.http;

import io.vigia.runtime.answer.Html;
import io.vigia.store.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A small chart of measurements over time: a line, and a dot for each anomaly. */
final class SparkLine {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 100;
    private static final int MARGIN = 8;

    private SparkLine() {}

    /** @param samples newest first, at least one */
    static Html of(List<Sample> samples) {
        Scale x = Scale.of(samples, Sample::ts, MARGIN, WIDTH - MARGIN);
        Scale y = Scale.of(samples, Sample::value, HEIGHT - MARGIN, MARGIN);
        long anomalies = samples.stream().filter(Sample::anomaly).count();
        String line = samples.stream().map(sample -> point(sample, x, y)).collect(Collectors.joining(" "));
        // A dot is a stroke of length zero with round ends, so that it stays round when the chart is stretched.
        String dots = samples.stream()
                .filter(Sample::anomaly)
                .map(sample -> "M" + point(sample, x, y) + "h0")
                .collect(Collectors.joining());
        return Html.format("""
                <svg class="linea" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">
                <polyline points="{}"/><path d="{}"/></svg>""", WIDTH, HEIGHT, samples.size() + " mediciones, " + anomalies + " anomalías", line, dots);
    }

    private static String point(Sample sample, Scale x, Scale y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x.at((double) sample.ts()), y.at(sample.value()));
    }

    /** Maps a value to a position between two edges. */
    private record Scale(double low, double high, double start, double end) {
        static Scale of(List<Sample> samples, ToDoubleFunction<Sample> value, double start, double end) {
            double low = samples.stream().mapToDouble(value).min().orElse(0);
            double high = samples.stream().mapToDouble(value).max().orElse(0);
            return new Scale(low, high, start, end);
        }

        double at(double value) {
            // Halves first, because the difference of two values may overflow.
            double length = high / 2 - low / 2;
            double share = length == 0 ? 0.5 : (value / 2 - low / 2) / length;
            return start + (end - start) * share;
        }
    }
}
