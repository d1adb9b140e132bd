package io.vigia.detector.topology;

import static io.vigia.detector.topology.TopologyHarness.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.KnownSensor;
import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Verdict;
import io.vigia.verdict.Direction;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The detector's topology")
class DetectTopologyTest {
    private static final long NOW = ARRIVAL.toEpochMilli();

    private final TopologyHarness vigia = new TopologyHarness(4);

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void is_what_the_golden_description_says() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(getClass().getResourceAsStream("/topology.txt"), "topology.txt")) {
            assertThat(vigia.describe().strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void warms_up_and_then_judges_a_value_by_those_before_it() {
        for (double value : new double[] {1, 2, 3, 20}) {
            vigia.send("s", value);
        }
        List<Score> scores = vigia.scores();
        assertThat(scores)
                .extracting(Score::status)
                .containsExactly(Status.WARMING_UP, Status.WARMING_UP, Status.WARMING_UP, Status.SCORED);
        assertThat(scores).extracting(Score::remaining).containsExactly(3, 2, 1, Score.NO_REMAINING);
        Score last = scores.get(3);
        assertThat(last.prediction()).isEqualTo(3);
        assertThat(last.error()).isEqualTo(17);
        assertThat(last.anomaly()).isTrue();
        assertThat(last.alarm()).isTrue();
        assertThat(last.direction()).isEqualTo(Direction.ABOVE);
        assertThat(last.model()).isEqualTo("last-value@1");
    }

    @Test
    void gives_exactly_one_score_to_each_reading_in_its_order() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            sent.add(vigia.send("sensor-" + i % 7, i).id());
        }
        vigia.letBatchesExpire();
        assertThat(vigia.scores()).extracting(Score::id).containsExactlyElementsOf(sent);
    }

    @Test
    void moves_a_server_stamp_on_but_never_a_clients() {
        vigia.send("s", 1);
        vigia.send("s", 2);
        vigia.sendAt("s", NOW + 10, 3);
        vigia.send("s", 4);
        assertThat(vigia.scores()).extracting(Score::ts).containsExactly(NOW, NOW + 1, NOW + 10, NOW + 11);
    }

    @Test
    void keeps_a_server_stamp_of_a_clock_that_was_an_hour_ahead_as_of_its_arrival() {
        vigia.sendAhead("s", Duration.ofHours(1), 1);
        vigia.send("s", 2);
        vigia.sendAhead("s", Duration.ofMillis(Reading.MAX_AHEAD_MS), 3);
        vigia.sendAhead("s", Duration.ofHours(-1), 4);
        vigia.letBatchesExpire();
        assertThat(vigia.scores())
                .extracting(Score::ts, Score::status)
                .containsExactly(
                        tuple(NOW, Status.WARMING_UP),
                        tuple(NOW + 1, Status.WARMING_UP),
                        tuple(NOW + Reading.MAX_AHEAD_MS, Status.WARMING_UP),
                        tuple(NOW + Reading.MAX_AHEAD_MS + 1, Status.SCORED));
        assertThat(vigia.records(vigia.topics.readingsDlq())).isEmpty();
    }

    @Test
    void tells_late_and_duplicate_readings_and_leaves_the_window_alone() {
        vigia.sendAt("s", 1_000, 1);
        vigia.sendAt("s", 2_000, 2);
        vigia.sendAt("s", 2_000, 2);
        vigia.sendAt("s", 2_000, 9);
        vigia.sendAt("s", 1_500, 7);
        vigia.sendAt("s", 3_000, 3);
        vigia.sendAt("s", 4_000, 4);
        vigia.letBatchesExpire();
        List<Score> scores = vigia.scores();
        assertThat(scores)
                .extracting(Score::status)
                .containsExactly(
                        Status.WARMING_UP,
                        Status.WARMING_UP,
                        Status.DUPLICATE,
                        Status.LATE,
                        Status.LATE,
                        Status.WARMING_UP,
                        Status.SCORED);
        assertThat(scores.get(4).model()).isNull();
        assertThat(scores.get(6).prediction()).isEqualTo(3);
    }

    @Test
    void answers_at_once_to_whoever_waits_with_the_window_that_predicted() {
        for (int value = 1; value <= 3; value++) {
            vigia.send("s", value);
        }
        Reading asked = vigia.ask("s", 4);
        List<TestRecord<byte[], byte[]>> answers = vigia.records(vigia.topics.detections());
        assertThat(answers).hasSize(1);
        Verdict verdict = (Verdict) EventJson.readDetection(answers.get(0).value());
        assertThat(verdict.id()).isEqualTo(asked.id());
        assertThat(verdict.window()).containsExactly(1, 2, 3);
    }

    @Test
    void waits_for_a_full_batch_no_longer_than_it_is_told() {
        vigia.send("s", 1);
        assertThat(vigia.scores()).isEmpty();
        vigia.letBatchesExpire();
        assertThat(vigia.scores()).hasSize(1);
    }

    @Test
    void publishes_anomalies_as_cloud_events_in_binary_mode() {
        for (double value : new double[] {1, 2, 3, 99}) {
            vigia.send("s", value);
        }
        List<TestRecord<byte[], byte[]>> anomalies = vigia.records(vigia.topics.anomalies());
        assertThat(anomalies).hasSize(1);
        TestRecord<byte[], byte[]> record = anomalies.get(0);
        Verdict verdict = EventJson.readVerdict(record.value());
        assertThat(verdict.window()).containsExactly(1, 2, 3);
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo(verdict.id());
        assertThat(header(record, "ce_source")).isEqualTo("/vigia/stream-detector");
        assertThat(header(record, "ce_type")).isEqualTo("io.vigia.anomaly.v1");
        assertThat(header(record, "ce_subject")).isEqualTo("s");
        assertThat(header(record, "ce_time")).isEqualTo("2026-01-01T00:00:00.003Z");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(header(record, "vigia_reading_offset")).isEqualTo("3");
    }

    @Test
    void keeps_the_arrival_as_the_timestamp_of_everything_that_comes_of_a_reading() {
        vigia.sendAt("s", 5, 1);
        vigia.letBatchesExpire();
        assertThat(vigia.records(vigia.topics.scores()))
                .extracting(TestRecord::timestamp)
                .containsExactly(NOW);
    }

    @Test
    void lists_a_sensor_once_and_again_after_its_deletion() {
        vigia.send("s", 1);
        vigia.send("s", 2);
        vigia.delete("s");
        vigia.ask("s", 3);
        List<TestRecord<byte[], byte[]>> records = vigia.records(vigia.topics.sensors());
        assertThat(records).hasSize(3);
        assertThat(EventJson.readKnownSensor(records.get(0).value())).isEqualTo(new KnownSensor("s", NOW));
        assertThat(records.get(1).value()).isNull();
        assertThat(records.get(2).value()).isNotNull();
    }

    @Test
    void passes_a_deletion_on_in_its_place_and_starts_the_window_anew() {
        for (int value = 1; value <= 3; value++) {
            vigia.sendAt("s", 1_000L * value, value);
        }
        Deletion deletion = vigia.delete("s");
        vigia.sendAt("s", 500, 4);
        vigia.letBatchesExpire();
        List<ScoreEvent> events = vigia.scoreEvents();
        assertThat(events).hasSize(5);
        assertThat(events.get(3)).isEqualTo(deletion);
        Score after = (Score) events.get(4);
        assertThat(after.status()).isEqualTo(Status.WARMING_UP);
        assertThat(after.remaining()).isEqualTo(3);
        assertThat(after.ts()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        s     | nonsense                                                                      | not valid JSON
        s     | {"id":"a","sensor":"s"}                                                       | ts is missing
        other | {"id":"a","sensor":"s","ts":1,"tsSource":"client","value":1,"detect":false}   | the key is 'other'
        a b   | {"id":"a","sensor":"a b","ts":1,"tsSource":"client","value":1,"detect":false} | sensor is 'a b'
        s     | {"id":"a","sensor":"s","ts":1867225900001,"tsSource":"client","value":1}      | five minutes ahead
        s     | {"id":"a","sensor":"s","ts":-5,"tsSource":"client","value":1}                 | ts is -5
        """)
    void sends_what_it_cant_read_to_the_dead_letters_and_goes_on(String key, String value, String reason) {
        vigia.sendRaw(key, value.getBytes(StandardCharsets.UTF_8));
        vigia.ask("s", 1);
        List<TestRecord<byte[], byte[]>> letters = vigia.records(vigia.topics.readingsDlq());
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).asString(StandardCharsets.UTF_8).isEqualTo(value);
        assertThat(letters.get(0).key()).asString(StandardCharsets.UTF_8).isEqualTo(key);
        assertThat(header(letters.get(0), "__streams.errors.message")).contains(reason);
        assertThat(header(letters.get(0), "__streams.errors.topic")).isEqualTo("vigia.readings.v1");
        assertThat(header(letters.get(0), "__streams.errors.offset")).isEqualTo("0");
        assertThat(vigia.scores()).hasSize(1);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = Objects.requireNonNull(record.headers().lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
