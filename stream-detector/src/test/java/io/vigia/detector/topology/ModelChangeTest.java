package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Score;
import io.vigia.contract.SensorPattern;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change of model")
class ModelChangeTest {
    private final TopologyHarness vigia = new TopologyHarness(4);

    @BeforeEach
    void deploy() {
        vigia.models.deploy("strict", 3, 1);
        vigia.models.deploy("long", 5, 10);
    }

    @AfterEach
    void close() {
        vigia.close();
    }

    private void warmUp(String... sensors) {
        for (String sensor : sensors) {
            for (int value = 1; value <= 3; value++) {
                vigia.send(sensor, value);
            }
        }
        vigia.letBatchesExpire();
        vigia.scores();
    }

    @Test
    void comes_between_two_readings_and_keeps_the_window() {
        warmUp("s");
        vigia.send("s", 8);
        vigia.change("*", "strict@1");
        vigia.ask("s", 13);

        List<Score> scores = vigia.scores();

        assertThat(scores).extracting(Score::model).containsExactly("last-value@1", "strict@1");
        assertThat(scores).extracting(Score::prediction).containsExactly(3.0, 8.0);
        assertThat(scores).extracting(Score::anomaly).containsExactly(false, true);
    }

    @Test
    void is_reported_with_the_partition_and_the_arrival() {
        ModelChange change = vigia.change("boiler-*", "strict@1");

        TestRecord<byte[], byte[]> record = vigia.records(vigia.topics.models()).get(0);

        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("outcome/0/boiler-*");
        assertThat(EventJson.readModelOutcome(record.value()))
                .isEqualTo(new ModelOutcome(
                        change.id(),
                        0,
                        new SensorPattern("boiler-*"),
                        "strict@1",
                        true,
                        null,
                        TopologyHarness.ARRIVAL.toEpochMilli()));
    }

    @Test
    void of_which_the_bundle_is_not_there_is_refused_and_everything_stays_as_it_was() {
        warmUp("s");
        vigia.change("*", "strict@1");
        vigia.change("*", "gone@1");
        vigia.ask("s", 5);

        ModelOutcome refused = vigia.outcomes().get(1);

        assertThat(refused.accepted()).isFalse();
        assertThat(refused.reason()).isEqualTo("there is no bundle gone@1");
        assertThat(vigia.scores()).extracting(Score::model).containsExactly("strict@1");
        assertThat(vigia.models.users).containsEntry("strict@1", 1);
    }

    @Test
    void gives_each_sensor_the_pattern_with_the_longest_literal_prefix() {
        warmUp("boiler-1", "boiler-2", "pump");
        vigia.models.deploy("star", 3, 1);
        vigia.models.deploy("one", 3, 1);
        vigia.change("", "long@1");
        vigia.change("boiler-*", "strict@1");
        vigia.change("boiler-1", "one@1");
        vigia.ask("boiler-1", 1);
        vigia.ask("boiler-2", 1);
        vigia.change("*", "star@1");
        vigia.ask("pump", 1);

        assertThat(vigia.scores()).extracting(Score::model).containsExactly("one@1", "strict@1", "star@1");
    }

    @Test
    void without_a_model_goes_back_to_what_applies_otherwise() {
        warmUp("boiler-1");
        vigia.change("*", "strict@1");
        vigia.change("boiler-*", "long@1");
        vigia.change("boiler-*", null);
        vigia.ask("boiler-1", 1);
        vigia.change("*", null);
        vigia.ask("boiler-1", 1);

        assertThat(vigia.scores()).extracting(Score::model).containsExactly("strict@1", "last-value@1");
        assertThat(vigia.models.users).containsEntry("strict@1", 0).containsEntry("long@1", 0);
        assertThat(vigia.outcomes()).allMatch(ModelOutcome::accepted);
    }

    @Test
    void to_a_longer_window_warms_up_with_what_remains() {
        warmUp("s");
        vigia.change("s", "long@1");
        for (int value = 4; value <= 6; value++) {
            vigia.ask("s", value);
        }

        List<Score> scores = vigia.scores();

        assertThat(scores)
                .extracting(Score::status)
                .containsExactly(Status.WARMING_UP, Status.WARMING_UP, Status.SCORED);
        assertThat(scores).extracting(Score::remaining).containsExactly(2, 1, Score.NO_REMAINING);
        assertThat(scores).extracting(Score::model).containsExactly(null, null, "long@1");
    }

    @Test
    void for_some_sensors_leaves_a_batch_of_two_models_in_order_for_each() {
        warmUp("boiler", "pump");
        vigia.change("boiler", "strict@1");
        vigia.send("boiler", 10);
        vigia.send("pump", 20);
        vigia.send("boiler", 11);
        vigia.send("pump", 21);

        List<Score> scores = vigia.scores();

        assertThat(scores.stream().filter(score -> score.sensor().equals("boiler")))
                .extracting(Score::value)
                .containsExactly(10.0, 11.0);
        assertThat(scores.stream().filter(score -> score.sensor().equals("pump")))
                .extracting(Score::value)
                .containsExactly(20.0, 21.0);
        assertThat(scores).allMatch(score -> score.sensor().equals("boiler") == "strict@1".equals(score.model()));
    }

    @Test
    void outlives_a_deletion_of_the_sensor() {
        warmUp("s");
        vigia.change("s", "strict@1");
        vigia.delete("s");
        for (int value = 1; value <= 4; value++) {
            vigia.ask("s", value);
        }
        assertThat(vigia.scoreEvents())
                .last()
                .isInstanceOfSatisfying(
                        Score.class, score -> assertThat(score.model()).isEqualTo("strict@1"));
    }

    @Test
    void with_another_key_than_its_pattern_goes_to_the_dead_letters() {
        byte[] event = EventJson.write((io.vigia.contract.ReadingEvent)
                new ModelChange("a", new SensorPattern("boiler-*"), "strict@1", StandInModels.SHA_256));
        vigia.sendRaw("boiler", event);

        assertThat(vigia.records(vigia.topics.readingsDlq())).hasSize(1);
        assertThat(vigia.outcomes()).isEmpty();
    }
}
