package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A model deployed while readings flow")
class ModelDeployTest {
    private static final int SENSORS = 5;

    @TempDir
    Path folder;

    @Test
    void judges_each_sensor_from_one_reading_on_and_gives_back_with_every_reading_scored_once() throws Exception {
        Pipeline vigia = Pipeline.shared();
        try (FixedBundle fixed = FixedBundle.write(folder)) {
            Map<String, Map<Long, Double>> acknowledged;
            String sensors;
            try (SteadyLoad load = new SteadyLoad(vigia.calls, SENSORS)) {
                load.awaitAcknowledged(200);
                Program deployed = vigia.model("deploy", folder.toString(), "--sensors", load.prefix() + "*");
                assertThat(deployed.exitCode()).as(deployed.output()).isZero();
                load.awaitAcknowledged(load.count() + 200);
                vigia.detector.kill();
                vigia.detector.start();
                load.awaitAcknowledged(load.count() + 200);
                vigia.detector.awaitReady();
                Program back = vigia.model("rollback", "--sensors", load.prefix() + "*");
                assertThat(back.exitCode()).as(back.output()).isZero();
                load.awaitAcknowledged(load.count() + 200);
                acknowledged = load.acknowledged();
                sensors = load.prefix();
            }
            vigia.awaitStored();
            Map<String, List<JsonNode>> scores = scores(vigia, sensors);
            acknowledged.forEach((sensor, readings) -> {
                List<JsonNode> ofSensor = scores.get(sensor);
                assertThat(ofSensor)
                        .extracting(score -> score.get("ts").asLong())
                        .doesNotHaveDuplicates()
                        .containsAll(readings.keySet());
                List<String> models = inTurn(ofSensor);
                assertThat(models).hasSize(3);
                assertThat(models.get(0)).startsWith("vigia-default@").isEqualTo(models.get(2));
                assertThat(models.get(1)).startsWith("fixed@");
            });
        }
    }

    @Test
    void is_refused_before_it_is_sent_if_it_is_damaged() throws Exception {
        try (FixedBundle fixed = FixedBundle.write(folder)) {
            Files.write(folder.resolve("model.onnx"), new byte[] {0}, StandardOpenOption.APPEND);
            Program refused = Pipeline.shared().model("deploy", folder.toString(), "--sensors", "nobody-*");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("model.onnx", "SHA-256");
        }
    }

    private static Map<String, List<JsonNode>> scores(Pipeline vigia, String sensors) {
        return vigia.committedOf(sensors, "scores").stream()
                .map(ConsumerRecord::value)
                .map(Calls.JSON::readTree)
                .collect(Collectors.groupingBy(score -> score.get("sensor").asString()));
    }

    /** The models that judged, each named once for as long as it did. */
    private static List<String> inTurn(List<JsonNode> scores) {
        List<String> models = new ArrayList<>();
        for (JsonNode score : scores) {
            JsonNode model = score.get("model");
            if (!model.isNull()
                    && (models.isEmpty() || !models.get(models.size() - 1).equals(model.asString()))) {
                models.add(model.asString());
            }
        }
        return models;
    }
}
