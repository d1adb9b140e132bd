package io.vigia.cli.replay;

import io.vigia.cli.replay.Differences.Change;
import io.vigia.cli.replay.Differences.SensorCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A report as one HTML file that needs nothing else: where verdicts differ, by sensor and time, as a drawing and a table. */
final class ReportPage {
    private static final int MOST_ROWS = 40;
    private static final int MOST_CHANGES = 500;
    private static final int WIDTH = 960;
    private static final int LEFT = 200;
    private static final int ROW = 18;
    private static final int AXIS = 36;

    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem;"
            + "padding:0 1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%}"
            + "th,td{text-align:right;padding:.2rem .6rem;border-bottom:1px solid #ddd}"
            + "th:first-child,td:first-child,.words{text-align:left}svg{width:100%;height:auto}"
            + "text{font:12px system-ui,sans-serif;fill:currentColor}.only-before{stroke:#b3261e}"
            + ".only-now{stroke:#0b57d0}.otherwise{stroke:#777}.line{stroke:#bbb}"
            + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th,td{border-color:#444}"
            + ".only-before{stroke:#ff8a80}.only-now{stroke:#8ab4f8}.otherwise{stroke:#aaa}.line{stroke:#555}}";

    private final ReplayReport report;
    private final StringBuilder page = new StringBuilder(1 << 14);

    ReportPage(ReplayReport report) {
        this.report = report;
    }

    String html() {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>");
        text("Replay " + report.prefix())
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>");
        text("Replay " + report.prefix()).append("</h1>\n<p>");
        text(report.sentence()).append("</p>\n<ul>");
        item("Source: " + report.source());
        item("Model: " + (report.model() == null ? "as in the original run" : report.model()));
        item(report.readings() + " readings replayed, " + report.compared() + " verdicts compared, "
                + report.otherNumbers() + " with the same verdict and other numbers");
        item(report.withoutOriginal() + " verdicts without an original, " + report.deadLetters() + " dead letters");
        item("Anomalies: " + report.anomaliesBefore() + " before, " + report.anomaliesNow() + " now");
        page.append("</ul>\n");
        if (report.changed() > 0) {
            drawing();
            changes();
        }
        sensors();
        return page.append("</body></html>\n").toString();
    }

    private void drawing() {
        List<SensorCounts> rows = report.mostChanged(MOST_ROWS);
        Map<String, Integer> row = new TreeMap<>();
        rows.forEach(sensor -> row.put(sensor.sensor(), row.size()));
        int height = rows.size() * ROW + AXIS;
        page.append(
                "<h2>Where they differ</h2>\n<p><span class=\"key\">Red: an anomaly before and not now. Blue: one now"
                        + " and not before. Grey: otherwise another verdict.</span></p>\n");
        page.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Changed verdicts by sensor and time\">%n",
                WIDTH,
                height));
        rows.forEach(sensor -> {
            int y = row.getOrDefault(sensor.sensor(), 0) * ROW + ROW / 2;
            page.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
                    y + 4,
                    escaped(shortened(sensor.sensor())),
                    LEFT,
                    WIDTH,
                    y,
                    y));
        });
        report.changes().stream()
                .filter(change -> row.containsKey(change.sensor()))
                .forEach(change -> mark(change, row.getOrDefault(change.sensor(), 0)));
        axis(rows.size() * ROW + 16);
        page.append("</svg>\n");
        if (report.changed() > report.changes().size()) {
            page.append("<p>The drawing has the first ")
                    .append(report.changes().size())
                    .append(" of them.</p>\n");
        }
    }

    private void mark(Change change, int row) {
        int x = x(change.ts());
        page.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" stroke-width=\"2\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"><title>%s</title></line>%n",
                kind(change),
                x,
                x,
                row * ROW + 2,
                row * ROW + ROW - 2,
                escaped(Instant.ofEpochMilli(change.ts()) + " " + change.value() + ": "
                        + change.before().words() + " → " + change.now().words())));
    }

    private static String kind(Change change) {
        if (change.before().anomaly() == change.now().anomaly()) {
            return "otherwise";
        }
        return change.before().anomaly() ? "only-before" : "only-now";
    }

    private void axis(int y) {
        page.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LEFT,
                y,
                Instant.ofEpochMilli(first()),
                WIDTH,
                y,
                Instant.ofEpochMilli(last())));
    }

    private long first() {
        return report.firstTs() == null ? 0 : report.firstTs();
    }

    private long last() {
        return report.lastTs() == null ? 0 : report.lastTs();
    }

    private int x(long ts) {
        double part = last() == first() ? 0.5 : (double) (ts - first()) / (last() - first());
        return LEFT + (int) Math.round(Math.max(0, Math.min(1, part)) * (WIDTH - LEFT - 2)) + 1;
    }

    private void changes() {
        page.append("<h2>Changed verdicts</h2>\n<table><tr><th>sensor</th><th>time</th><th>value</th>"
                + "<th class=\"words\">before</th><th class=\"words\">now</th></tr>\n");
        report.changes().stream().limit(MOST_CHANGES).forEach(change -> {
            page.append("<tr><td>");
            text(change.sensor()).append("</td><td>");
            text(Instant.ofEpochMilli(change.ts()).toString()).append("</td><td>");
            page.append(change.value()).append("</td><td class=\"words\">");
            text(change.before().words()).append("</td><td class=\"words\">");
            text(change.now().words()).append("</td></tr>\n");
        });
        page.append("</table>\n");
        if (report.changed() > MOST_CHANGES) {
            page.append("<p>").append(report.changed() - MOST_CHANGES).append(" more.</p>\n");
        }
    }

    private void sensors() {
        page.append(
                "<h2>Sensors</h2>\n<table><tr><th>sensor</th><th>compared</th><th>changed</th><th>other numbers</th>"
                        + "<th>anomalies before</th><th>now</th></tr>\n");
        for (SensorCounts sensor : report.sensors()) {
            page.append("<tr><td>");
            text(sensor.sensor());
            for (long count : new long[] {
                sensor.compared(),
                sensor.changed(),
                sensor.otherNumbers(),
                sensor.anomaliesBefore(),
                sensor.anomaliesNow()
            }) {
                page.append("</td><td>").append(count);
            }
            page.append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private void item(String text) {
        page.append("<li>");
        text(text).append("</li>");
    }

    private StringBuilder text(String text) {
        return page.append(escaped(text));
    }

    private static String shortened(String sensor) {
        return sensor.length() <= 28 ? sensor : sensor.substring(0, 27) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
