package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import io.vigia.verdict.SeasonKind;
import io.vigia.verdict.Status;
import io.vigia.verdict.WatchedSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A change of settings")
class SettingsChangeTest {
    private final TopologyHarness vigia = new TopologyHarness(4);

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void takes_effect_at_exactly_its_record() {
        vigia.send("boiler-1", 9);
        vigia.set("boiler-*", Map.of("limits", Map.of("high", 8)));
        vigia.send("boiler-1", 9);
        vigia.send("pump", 9);
        vigia.set("boiler-*", null);
        vigia.ask("boiler-1", 9);

        List<Score> scores = vigia.scores();

        assertThat(scores).extracting(Score::anomaly).containsExactly(false, true, false, false);
        Score limited = scores.get(1);
        assertThat(limited.reason()).isEqualTo(Reason.LIMIT);
        assertThat(limited.status()).isEqualTo(Status.PROVISIONAL);
        assertThat(limited.upper()).isEqualTo(8);
        assertThat(limited.model()).isEqualTo("last-value@1");
        assertThat(vigia.records(vigia.topics.anomalies())).hasSize(1);
        assertThat(vigia.records(vigia.topics.readingsDlq())).isEmpty();
    }

    @Test
    void merges_field_by_field_with_other_patterns() {
        vigia.set("*", Map.of("minDeviation", 30, "direction", "above"));
        vigia.set("boiler-*", Map.of("minDeviation", 20));
        for (String sensor : List.of("boiler-1", "pump")) {
            for (double value : new double[] {1, 1, 1, -60, 1, 26}) {
                vigia.send(sensor, value);
            }
        }
        vigia.letBatchesExpire();

        List<Score> scores = vigia.scores();

        assertThat(scores.subList(3, 6)).extracting(Score::anomaly).containsExactly(false, true, true);
        assertThat(scores.subList(9, 12)).extracting(Score::anomaly).containsExactly(false, true, false);
        assertThat(scores.get(5).lower()).isNaN();
        assertThat(scores.get(5).upper()).isEqualTo(21);
        assertThat(scores.get(11).upper()).isEqualTo(31);
    }

    @Test
    void applies_to_a_shadow_model_too() {
        try (TopologyHarness shadowed = new TopologyHarness(4, TopologyHarness.model("strict", 3, 1, "0".repeat(64)))) {
            shadowed.set("s", Map.of("limits", Map.of("low", 0)));
            shadowed.ask("s", -1);
            assertThat(shadowed.scores()).extracting(Score::reason).containsExactly(Reason.LIMIT);
            assertThat(EventJson.readScore(shadowed.records(shadowed.topics.shadowScores())
                            .get(0)
                            .value()))
                    .isInstanceOfSatisfying(
                            Score.class, score -> assertThat(score.reason()).isEqualTo(Reason.LIMIT));
        }
    }

    @Test
    void is_known_again_after_a_restart(@TempDir Path folder) {
        KeyValueStore<String, byte[]> store =
                TaskContext.in(folder).getStateStore(DetectTopology.Stores.NAMES.settings());
        SensorTunings before = new SensorTunings(store);
        change(before, "*", Map.of("coolDown", "PT1M", "adoptAfter", "never", "zone", "Europe/Madrid"));
        change(before, "boiler-*", Map.of("season", "none", "sensitivity", 2, "unit", "bar"));
        change(before, "pump", Map.of("unit", "l"));
        change(before, "pump", null);
        store.put("foreign", "nonsense".getBytes(StandardCharsets.UTF_8));

        SensorTunings after = new SensorTunings(store);

        Tuning expected = new Tuning(
                WatchedSide.BOTH,
                0,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                2,
                60_000,
                Long.MAX_VALUE,
                SeasonKind.NONE,
                ZoneId.of("Europe/Madrid"));
        assertThat(before.of("boiler-1")).isEqualTo(expected);
        assertThat(after.of("boiler-1")).isEqualTo(expected);
        assertThat(after.of("boiler-2")).as("one for all").isSameAs(after.of("boiler-1"));
        assertThat(after.of("pump")).isEqualTo(before.of("pump"));
        change(after, "*", null);
        change(after, "boiler-*", Map.of("unit", "bar"));
        assertThat(after.of("boiler-1")).as("nothing that verdicts depend on").isSameAs(Tuning.NONE);
    }

    private static void change(SensorTunings tunings, String pattern, Map<String, Object> settings) {
        SettingsChange change = new SettingsChange(
                "id", new SensorPattern(pattern), settings == null ? null : SensorSettings.of(settings));
        tunings.change(change, EventJson.write((ReadingEvent) change));
    }
}
