package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventJson;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Label;
import io.vigia.contract.Reading;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void a_file_of_two_sensors_becomes_a_bundle_of_the_one_that_was_chosen() throws IOException {
        var file = Files.writeString(folder.resolve("plant.csv"), plant());

        assertThat(train(file.toString(), "--sensor", "pump", "--name", "pumps"))
                .isZero();

        assertThat(said.toString())
                .contains(
                        "300 readings of 1 sensor", "the same as the last value", "Judged as a stream", "VIGIA_MODEL=");
        try (var bundle = ModelBundle.load(folder.resolve("out"))) {
            assertThat(bundle.model().id()).startsWith("pumps@");
        }
    }

    @Test
    void what_is_wrong_is_one_sentence_and_nothing_is_written() throws IOException {
        var bad = Files.writeString(folder.resolve("bad.csv"), "timestamp,value\n1,2\n2,warm\n");
        var plant = Files.writeString(folder.resolve("plant.csv"), plant());

        assertThat(train(bad.toString())).isEqualTo(1);
        assertThat(train(plant.toString(), "--sensor", "boiler")).isEqualTo(1);
        assertThat(train(plant.toString(), "--window", "0")).isEqualTo(2);
        assertThat(train(plant.toString(), "--rule", "magic")).isEqualTo(2);
        assertThat(train(plant.toString(), "--name", "..")).isEqualTo(2);
        assertThat(train()).isEqualTo(2);

        assertThat(said.toString())
                .contains("bad.csv: line 3: value is 'warm'")
                .contains("has the sensors [pump, fan]; requested were [boiler]")
                .contains("--window is 0; must be 1 to 1024")
                .contains("--rule is 'magic'; must be adaptive or absolute-error");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void the_readings_of_a_topic_become_a_bundle() {
        var broker = KafkaBroker.shared();
        Topics topics = new Topics(KafkaBroker.uniquePrefix());
        broker.create(topics.all());
        for (int row = 0; row < 250; row++) {
            var reading = new Reading("r" + row, "pump", row * 60_000L, TsSource.CLIENT, value(row), false);
            broker.send(topics.readings(), "pump".getBytes(StandardCharsets.UTF_8), EventJson.write(reading));
        }
        label(broker, topics, "r7", FeedbackVerdict.TRUE_ALARM);
        label(broker, topics, "r8", FeedbackVerdict.FALSE_ALARM);
        label(broker, topics, "r9", FeedbackVerdict.TRUE_ALARM);
        broker.send(topics.labels(), "r9".getBytes(StandardCharsets.UTF_8), null);

        assertThat(train(
                        "--from-topic",
                        "--kafka",
                        broker.bootstrapServers(),
                        "--topic-prefix",
                        topics.prefix(),
                        "--sensor",
                        "pump"))
                .isZero();

        assertThat(said.toString()).contains(topics.prefix() + ": 249 readings of 1 sensor");
    }

    private static void label(KafkaBroker broker, Topics topics, String anomaly, FeedbackVerdict verdict) {
        Label label = new Label(anomaly, "pump", 1, 1, verdict, null, null, "ana", null, 1);
        broker.send(topics.labels(), anomaly.getBytes(StandardCharsets.UTF_8), EventJson.write(label));
    }

    private int train(String... more) {
        var screen = new PrintWriter(said);
        var arguments = new ArrayList<>(List.of(
                "train",
                "--epochs",
                "2",
                "--units",
                "4",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        int code = ModelCommand.commandLine().setOut(screen).setErr(screen).execute(arguments.toArray(String[]::new));
        screen.flush();
        return code;
    }

    private static String plant() {
        var text = new StringBuilder("timestamp,sensor,value\n");
        for (int row = 0; row < 300; row++) {
            text.append(row * 60_000L).append(",pump,").append(value(row)).append('\n');
            text.append(row * 60_000L).append(",fan,").append(7 + row % 2).append('\n');
        }
        return text.toString();
    }

    private static double value(int row) {
        return 20 + Math.sin(row / 5.0);
    }
}
