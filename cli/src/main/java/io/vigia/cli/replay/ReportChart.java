package io.vigia.cli.replay;

import io.vigia.cli.replay.Excerpt.Outcome;
import io.vigia.cli.replay.Excerpt.Point;
import io.vigia.runtime.answer.Html;
import io.vigia.terminal.Count;
import io.vigia.wording.Digits;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chart of an excerpt: the values between both pairs of bounds, and below a lane of verdicts for each run. The drawings
 * stretch to the page's width, so labels are text beside them. Each value has the same width, however far apart in time.
 */
final class ReportChart {
    private static final int HEIGHT = 100;

    private final List<Point> points;
    private final ReportScale scale;

    ReportChart(Excerpt excerpt) {
        this.points = excerpt.points();
        this.scale = ReportScale.of(points, HEIGHT);
    }

    Html html() {
        return Html.format(
                """
                <div class="chart">
                <div class="axis"><span>{}</span><span>{}</span></div>
                <svg class="values" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">
                <path class="change" d="{}"/><path class="band before" d="{}"/><path class="band now" d="{}"/>
                <polyline class="line" points="{}"/><path class="dot" d="{}"/></svg>
                <span class="run">before</span>{}
                <span class="run">now</span>{}
                <div class="times"><span>{}</span><span>{}</span></div>
                </div>""",
                Digits.five(scale.top()),
                Digits.five(scale.bottom()),
                points.size(),
                HEIGHT,
                Count.of(points.size(), "value"),
                boxes(Point::changed, HEIGHT),
                band(Point::before),
                band(Point::now),
                IntStream.range(0, points.size()).mapToObj(this::center).collect(Collectors.joining(" ")),
                // A dot is a stroke of length zero with round ends, so that it stays round when the chart is stretched.
                IntStream.range(0, points.size())
                        .filter(i -> points.get(i).changed())
                        .mapToObj(i -> "M" + center(i) + "h0")
                        .collect(Collectors.joining()),
                lane(Point::before),
                lane(Point::now),
                ReportText.time(points.get(0).ts()),
                ReportText.time(points.get(points.size() - 1).ts()));
    }

    private Html lane(Function<Point, Outcome> run) {
        return Html.format(
                """
                <svg class="lane" viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" aria-label="{}">\
                <path class="normal" d="{}"/><path class="anomaly" d="{}"/></svg>""",
                points.size(),
                Count.of(
                        points.stream()
                                .filter(point -> run.apply(point).anomaly())
                                .count(),
                        "anomaly",
                        "anomalies"),
                boxes(point -> run.apply(point).judged() && !run.apply(point).anomaly(), 1),
                boxes(point -> run.apply(point).anomaly(), 1));
    }

    /** A box for each run of values that are chosen. */
    private String boxes(Predicate<Point> chosen, int height) {
        StringBuilder boxes = new StringBuilder();
        for (int from = 0; from < points.size(); from++) {
            int to = from;
            while (to < points.size() && chosen.test(points.get(to))) {
                to++;
            }
            if (to > from) {
                boxes.append(String.format(Locale.ROOT, "M%d,0H%dV%dH%dZ", from, to, height, from));
                from = to;
            }
        }
        return boxes.toString();
    }

    /** The bounds of each value over its width; open where there are none. */
    private String band(Function<Point, Outcome> run) {
        StringBuilder band = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            Outcome outcome = run.apply(points.get(i));
            if (!outcome.hasBounds()) {
                close(band, back);
                continue;
            }
            band.append(back.isEmpty() ? 'M' : 'L').append(step(i, i + 1, outcome.upper()));
            back.insert(0, "L" + step(i + 1, i, outcome.lower()));
        }
        close(band, back);
        return band.toString();
    }

    private static void close(StringBuilder band, StringBuilder back) {
        if (!back.isEmpty()) {
            band.append(back).append('Z');
            back.setLength(0);
        }
    }

    private String step(int from, int to, double value) {
        return String.format(Locale.ROOT, "%d,%.1fH%d", from, scale.at(value), to);
    }

    private String center(int i) {
        return String.format(
                Locale.ROOT, "%.1f,%.1f", i + 0.5, scale.at(points.get(i).value()));
    }
}
