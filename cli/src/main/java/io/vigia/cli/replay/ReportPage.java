package io.vigia.cli.replay;

import io.vigia.cli.replay.Differences.Change;
import io.vigia.cli.replay.Differences.SensorCounts;
import io.vigia.runtime.answer.Html;
import io.vigia.runtime.answer.Pages;
import io.vigia.terminal.Count;
import io.vigia.wording.Digits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report as one HTML file without scripts or other files: the result in a sentence, a table with a row for each sensor, and
 * charts of the values around verdicts that changed. Its size is limited to some megabytes, whatever the replay found.
 */
final class ReportPage {
    /** Rows of the table of sensors. */
    static final int MOST_ROWS = 1_000;
    /** Sensors that have charts. */
    static final int MOST_CHARTED = 40;

    private final ReplayReport report;
    private final Map<String, List<Excerpt>> excerpts;
    private final List<SensorCounts> charted;

    ReportPage(ReplayReport report) {
        this.report = report;
        this.excerpts = report.excerpts().stream()
                .collect(Collectors.groupingBy(Excerpt::sensor, LinkedHashMap::new, Collectors.toList()));
        this.charted = report.mostChanged(Integer.MAX_VALUE).stream()
                .filter(sensor -> excerpts.containsKey(sensor.sensor()))
                .limit(MOST_CHARTED)
                .toList();
    }

    String html() {
        String title = "Replay " + report.prefix();
        return Html.format(
                        """
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>{}</title>
                        <style>{}
                        {}</style>
                        </head>
                        <body>
                        <main>
                        <h1>{}</h1>
                        <p class="result {}">{}</p>
                        {}
                        {}
                        {}
                        </main>
                        </body>
                        </html>
                        """,
                        title,
                        new Html(Pages.STYLE),
                        new Html(style()),
                        title,
                        report.changed() == 0 ? "bien" : "alerta",
                        report.sentence(),
                        facts(),
                        sensors(),
                        changes())
                .markup();
    }

    private Html facts() {
        return Html.concat(
                Html.format("<dl class=\"facts\">"),
                fact("Anomalies", report.anomaliesBefore() + " before, " + report.anomaliesNow() + " now"),
                fact("Verdicts compared", report.compared()),
                fact("Same verdict, different numbers", report.otherNumbers()),
                fact("Without an original", report.withoutOriginal()),
                fact("Readings replayed", report.readings()),
                fact("Dead letters", report.deadLetters()),
                fact("Source", report.source()),
                fact("Model", Objects.requireNonNullElse(report.model(), "as in the original run")),
                fact("Time (UTC)", span(report.firstTs(), report.lastTs())),
                Html.format("</dl>"));
    }

    private static Html fact(String name, Object value) {
        return Html.format("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
    }

    private static String span(@Nullable Long first, @Nullable Long last) {
        return first == null || last == null ? "none" : ReportText.time(first) + " to " + ReportText.time(last);
    }

    private Html sensors() {
        List<Html> rows = Stream.concat(
                        report.mostChanged(MOST_ROWS).stream(),
                        report.sensors().stream().filter(sensor -> sensor.changed() == 0))
                .limit(MOST_ROWS)
                .map(this::row)
                .toList();
        return Html.format(
                """
                <h2>Sensors</h2>
                <table class="sensors">
                <thead><tr><th>sensor</th><th class="n">compared</th><th class="n">changed</th>\
                <th class="n">anomalies before</th><th class="n">anomalies now</th><th class="n">different numbers</th></tr></thead>
                <tbody>
                {}
                </tbody>
                </table>
                {}""",
                Html.concat(rows),
                note(
                        report.sensors().size() - rows.size(),
                        "sensor",
                        "The table has the " + Count.of(rows.size(), "sensor") + " with the most changed verdicts; "));
    }

    private Html row(SensorCounts sensor) {
        int chart = charted.indexOf(sensor);
        Html name = chart < 0
                ? Html.format("{}", sensor.sensor())
                : Html.format("<a href=\"#sensor-{}\">{}</a>", chart + 1, sensor.sensor());
        return Html.format(
                "<tr class=\"{}\"><th scope=\"row\">{}</th>{}{}{}{}{}</tr>",
                sensor.changed() == 0 ? "same" : "changed",
                name,
                cell("compared", sensor.compared()),
                cell("changed", sensor.changed()),
                cell("anomalies before", sensor.anomaliesBefore()),
                cell("anomalies now", sensor.anomaliesNow()),
                cell("different numbers", sensor.otherNumbers()));
    }

    /** On a narrow screen the name of the column is shown beside the number. */
    private static Html cell(String name, long number) {
        return Html.format("<td class=\"n\" data-name=\"{}\">{}</td>", name, number);
    }

    private Html changes() {
        if (report.changed() == 0) {
            return Html.format("");
        }
        List<Html> sections = new ArrayList<>();
        for (int i = 0; i < charted.size(); i++) {
            sections.add(section(i + 1, charted.get(i)));
        }
        return Html.format(
                """
                <h2>Changed verdicts</h2>
                <p>Each chart has the values around changed verdicts, in the order of arrival. Times are in UTC.</p>
                <ul class="legend">
                <li><i class="line"></i>value</li><li><i class="dot"></i>value whose verdict changed</li>
                <li><i class="band before"></i>expected before</li><li><i class="band now"></i>expected now</li>
                <li><i class="anomaly"></i>anomaly</li><li><i class="normal"></i>no anomaly</li>
                <li><i class="none"></i>no verdict</li>
                </ul>
                {}
                {}""",
                Html.concat(sections),
                note(
                        report.mostChanged(Integer.MAX_VALUE).size() - charted.size(),
                        "sensor",
                        "There are charts for " + Count.of(charted.size(), "sensor") + "; "));
    }

    private Html section(int number, SensorCounts sensor) {
        List<Excerpt> own = excerpts.getOrDefault(sensor.sensor(), List.of());
        long inCharts = own.stream().mapToLong(Excerpt::changed).sum();
        return Html.format(
                """
                <section id="sensor-{}">
                <h3>{}</h3>
                <p>{} of {} changed. Anomalies: {} before, {} now.</p>
                {}
                {}
                </section>""",
                number,
                sensor.sensor(),
                sensor.changed(),
                Count.of(sensor.compared(), "verdict"),
                sensor.anomaliesBefore(),
                sensor.anomaliesNow(),
                Html.concat(own.stream().map(this::figure).toList()),
                note(sensor.changed() - inCharts, "changed verdict", "The charts have " + inCharts + " of them; "));
    }

    private Html figure(Excerpt excerpt) {
        return Html.format(
                """
                <figure>
                {}
                <table class="changes">
                <thead><tr><th>time</th><th class="n">value</th><th>before</th><th>now</th></tr></thead>
                <tbody>
                {}
                </tbody>
                </table>
                {}
                </figure>""",
                new ReportChart(excerpt).html(),
                Html.concat(excerpt.changes().stream().map(ReportPage::change).toList()),
                note(
                        excerpt.changed() - excerpt.changes().size(),
                        "changed verdict",
                        "The list has the first " + excerpt.changes().size() + " of this chart; "));
    }

    private static Html change(Change change) {
        return Html.format(
                "<tr><td class=\"time\">{}</td><td class=\"n\" data-name=\"value\">{}</td>{}{}</tr>",
                ReportText.time(change.ts()),
                Digits.five(change.value()),
                verdict("before", change.before()),
                verdict("now", change.now()));
    }

    private static Html verdict(String run, ReplayedVerdict verdict) {
        Double lower = verdict.lower();
        Double upper = verdict.upper();
        Html expected = lower == null || upper == null
                ? Html.format("")
                : Html.format("<small>expected {} to {}</small>", Digits.five(lower), Digits.five(upper));
        return Html.format(
                "<td data-name=\"{}\" class=\"{}\">{}{}</td>",
                run,
                verdict.anomaly() ? "bad" : "",
                verdict.words(),
                expected);
    }

    /** What the page leaves out; nothing if it has all. */
    private static Html note(long left, String noun, String sentence) {
        return left <= 0
                ? Html.format("")
                : Html.format(
                        "<p class=\"note\">{}{} more {} not shown.</p>",
                        sentence,
                        left,
                        left == 1 ? noun + " is" : noun + "s are");
    }

    private static String style() {
        try (InputStream file = Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
