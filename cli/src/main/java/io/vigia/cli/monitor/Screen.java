package io.vigia.cli.monitor;

import io.vigia.cli.api.OpenIncidents;
import io.vigia.cli.monitor.PipelineSnapshot.SeenAnomaly;
import io.vigia.contract.Excerpt;
import io.vigia.query.pipeline.Pipeline;
import io.vigia.query.pipeline.Pipeline.Instance;
import io.vigia.query.pipeline.TopicFlow;
import io.vigia.terminal.Columns;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A look as lines of a terminal. */
final class Screen {
    private static final int WIDE = 100;
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final PipelineSnapshot look;
    private final int width;
    private final ZoneId zone;
    private final List<Line> lines = new ArrayList<>();

    /** What a line is, which its colour follows. */
    enum Kind {
        TITLE,
        HEAD,
        PLAIN,
        GONE,
        TROUBLE
    }

    /** A line of at most the screen's width. */
    record Line(Kind kind, String text) {}

    /**
     * @param width in characters
     * @param zone of the times that are shown
     */
    Screen(PipelineSnapshot look, int width, ZoneId zone) {
        this.look = look;
        this.width = width;
        this.zone = zone;
    }

    List<Line> lines(long now) {
        add(
                Kind.TITLE,
                "Vigía  " + look.source() + "  "
                        + TIME.format(Instant.ofEpochMilli(now).atZone(zone)));
        if (look.trouble() != null) {
            add(Kind.TROUBLE, "! " + look.trouble());
        }
        if (look.pipeline() != null) {
            pipeline(look.pipeline());
        }
        if (look.store() != null) {
            add(Kind.PLAIN, look.store());
        }
        anomalies();
        return lines;
    }

    private void pipeline(Pipeline pipeline) {
        add(
                Kind.PLAIN,
                "readings " + rate(pipeline.readingsPerSecond()) + "/s   verdicts " + rate(pipeline.scoresPerSecond())
                        + "/s   reading to verdict: p50 "
                        + millis(pipeline.latencyMs().p50()) + "  p99 "
                        + millis(pipeline.latencyMs().p99()));
        add(Kind.PLAIN, "open incidents " + openIncidents());
        blank();
        Columns topics = new Columns(width).row("TOPIC", "PENDING", "IN FLIGHT", "PROCESSED", "FAILED");
        for (TopicFlow topic : pipeline.topics()) {
            topics.row(
                    topic.topic(),
                    count(topic.pending()),
                    count(topic.inFlight()),
                    count(topic.processed()),
                    count(topic.failed()));
        }
        table(topics, List.of());
        blank();
        instances(pipeline);
    }

    private String openIncidents() {
        OpenIncidents open = look.incidents();
        return open == null ? UNKNOWN : (open.more() ? "more than " : "") + count((long) open.count());
    }

    private void instances(Pipeline pipeline) {
        boolean wide = width >= WIDE;
        Columns table = new Columns(width);
        if (wide) {
            table.row("INSTANCE", "STATE", "HEARTBEAT", "PER S", "TOTAL", "FAILED", "P50", "P99", "UP");
        } else {
            table.row("INSTANCE", "STATE", "HEARTBEAT", "PER S", "TOTAL", "FAILED", "P99");
        }
        List<Boolean> gone = new ArrayList<>();
        for (Instance one : pipeline.instances()) {
            String name = one.service() + " " + one.hostname();
            String state = one.alive() ? "alive" : "gone";
            String heartbeat = age(pipeline.now() - one.at()) + " ago";
            String rate = one.alive() ? rate(one.perSecond()) : UNKNOWN;
            if (wide) {
                table.row(
                        name,
                        state,
                        heartbeat,
                        rate,
                        count(one.total()),
                        count(one.failed()),
                        millis(one.p50Ms()),
                        millis(one.p99Ms()),
                        age(one.at() - one.startedAt()));
            } else {
                table.row(name, state, heartbeat, rate, count(one.total()), count(one.failed()), millis(one.p99Ms()));
            }
            gone.add(!one.alive());
        }
        table(table, gone);
        if (gone.isEmpty()) {
            add(Kind.PLAIN, "no heartbeat received yet");
        }
    }

    private void anomalies() {
        if (look.pipeline() == null) {
            return;
        }
        blank();
        if (look.anomalies().isEmpty()) {
            add(Kind.HEAD, "NO ANOMALIES");
            return;
        }
        Columns table =
                new Columns(width).row("LATEST ANOMALIES", "TIME", "VALUE", "EXPECTED", "DIRECTION", "SEVERITY");
        for (SeenAnomaly one : look.anomalies()) {
            table.row(
                    one.sensor(),
                    DAY.format(Instant.ofEpochMilli(one.ts()).atZone(zone)),
                    number(one.value()),
                    one.prediction() == null ? UNKNOWN : number(one.prediction()),
                    one.direction() == null ? "" : one.direction(),
                    one.severity() == null ? "" : one.severity());
        }
        table(table, List.of());
    }

    private void table(Columns table, List<Boolean> gone) {
        List<String> rows = table.lines();
        for (int i = 0; i < rows.size(); i++) {
            boolean isGone = i > 0 && i <= gone.size() && gone.get(i - 1);
            add(i == 0 ? Kind.HEAD : isGone ? Kind.GONE : Kind.PLAIN, rows.get(i));
        }
    }

    private void blank() {
        lines.add(new Line(Kind.PLAIN, ""));
    }

    private void add(Kind kind, String text) {
        lines.add(new Line(kind, Excerpt.of(text.replaceAll("\\p{Cntrl}", " "), width)));
    }

    private static String count(@Nullable Long count) {
        return count == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", count);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? UNKNOWN : String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%,.0f ms", millis);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String age(long ms) {
        long seconds = Math.max(0, ms) / 1_000;
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
