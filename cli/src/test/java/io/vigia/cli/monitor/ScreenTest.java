package io.vigia.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.api.OpenIncidents;
import io.vigia.cli.monitor.PipelineSnapshot.SeenAnomaly;
import io.vigia.cli.monitor.Screen.Kind;
import io.vigia.cli.monitor.Screen.Line;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.query.pipeline.Pipeline;
import io.vigia.query.pipeline.Pipeline.Instance;
import io.vigia.query.pipeline.TopicFlow;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void shows_topics_instances_latency_and_anomalies_within_eighty_columns() {
        List<Line> lines = screen(look(null), 80);
        assertThat(text(lines))
                .containsSubsequence(
                        "Vigía  http://localhost:4000  22:13:20",
                        "readings 12.5/s   verdicts 12.0/s   reading to verdict: p50 3.2 ms  p99 120 ms",
                        "open incidents 3",
                        "TOPIC",
                        "PENDING",
                        "vigia.readings.v1",
                        "1,234,567",
                        "INSTANCE",
                        "ingest-api box-1",
                        "alive",
                        "1 s ago",
                        "stream-detector",
                        "gone",
                        "LATEST ANOMALIES",
                        "boiler-1",
                        "2023-11-14 22:13:20",
                        "95.0000",
                        "above");
        assertThat(lines).allSatisfy(line -> assertThat(line.text()).hasSizeLessThanOrEqualTo(80));
        assertThat(lines.stream().filter(line -> line.kind() == Kind.GONE).map(Line::text))
                .singleElement()
                .asString()
                .startsWith("stream-detector");
    }

    @Test
    void shows_more_where_there_is_room() {
        assertThat(text(screen(look(null), 140))).contains("P50", "UP", "stream-detector a-host-with-a-long-name");
        assertThat(text(screen(look(null), 80))).doesNotContain("P50 ");
    }

    @Test
    void says_what_is_not_known_and_what_is_wrong() {
        Pipeline away = new Pipeline(
                "me",
                NOW,
                0,
                0,
                new Pipeline.Latency(null, null),
                List.of(new TopicFlow("vigia.readings.v1", null, null, null, 3)),
                List.of());
        PipelineSnapshot look = new PipelineSnapshot(
                "kafka:9092", away, null, List.of(), "Redis is unavailable", "Kafka is unavailable");
        List<Line> lines = screen(look, 80);
        assertThat(lines).contains(new Line(Kind.TROUBLE, "! Kafka is unavailable"));
        assertThat(text(lines))
                .contains("open incidents -", "Redis is unavailable", "no heartbeat received yet", "NO ANOMALIES")
                .containsPattern("vigia.readings.v1 +- +- +- +3");
        assertThat(text(screen(new PipelineSnapshot("http://x", null, null, List.of(), null, "nobody answers"), 80)))
                .isEqualTo("Vigía  http://x  22:13:20\n! nobody answers");
    }

    @Property(tries = 200)
    void no_line_is_wider_than_the_screen(Draw draw) {
        int width = draw.anInt(40, 300);
        String sensor = draw.text();
        double value = draw.aDouble();
        PipelineSnapshot look = new PipelineSnapshot(
                "x",
                look(null).pipeline(),
                new OpenIncidents(1_000, true),
                List.of(new SeenAnomaly(sensor, NOW, value, value, null, null, null)),
                null,
                sensor);
        assertThat(text(screen(look, width))).contains("open incidents more than 1,000");
        assertThat(screen(look, width))
                .allSatisfy(line -> assertThat(line.text().length()).isLessThanOrEqualTo(width));
    }

    private static List<Line> screen(PipelineSnapshot look, int width) {
        return new Screen(look, width, ZoneOffset.UTC).lines(NOW);
    }

    private static String text(List<Line> lines) {
        return String.join("\n", lines.stream().map(Line::text).toList());
    }

    private static PipelineSnapshot look(@Nullable String trouble) {
        Pipeline pipeline = new Pipeline(
                "box-1",
                NOW,
                12.5,
                12,
                new Pipeline.Latency(3.2, 120.0),
                List.of(
                        new TopicFlow("vigia.readings.v1", 0L, 3L, 1_234_567L, 1),
                        new TopicFlow("vigia.scores.v1", 0L, 0L, 1_234_560L, 0)),
                List.of(
                        new Instance("ingest-api", "box-1", true, NOW - 60_000, NOW - 1_000, 17, 12.5, 0, 2.0, 5.0),
                        new Instance(
                                "stream-detector",
                                "a-host-with-a-long-name",
                                false,
                                NOW - 9_000_000,
                                NOW - 300_000,
                                17,
                                12.5,
                                0,
                                null,
                                null)));
        return new PipelineSnapshot(
                "http://localhost:4000",
                pipeline,
                new OpenIncidents(3, false),
                List.of(new SeenAnomaly("boiler-1", NOW, 95, 71.5, "above", "high", "m@1")),
                null,
                trouble);
    }
}
