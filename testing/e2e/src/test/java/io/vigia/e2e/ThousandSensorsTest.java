package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A thousand sensors at once")
class ThousandSensorsTest {
    private static final int SENSORS = 1_000;
    private static final int ROUNDS = 30;
    private static final long START = 1_700_000_000_000L;

    private final Random random = new Random(42);
    private final double[][] values = new double[SENSORS][ROUNDS];

    @Test
    void each_reading_gets_the_verdict_that_an_independent_calculation_gives(@TempDir Path folder) throws Exception {
        Pipeline vigia = Pipeline.shared();
        try (FixedBundle bundle = FixedBundle.write(folder)) {
            Program deployed = vigia.model("deploy", folder.toString(), "--sensors", "thousand-*");
            assertThat(deployed.exitCode()).as(deployed.output()).isZero();
            for (int round = 0; round < ROUNDS; round++) {
                send(vigia, round);
            }
            vigia.awaitStored();
            List<ConsumerRecord<byte[], byte[]>> records = vigia.committedOf("thousand-", "scores");
            assertThat(records).hasSize(SENSORS * ROUNDS);
            compare(bySensor(records), bundle);
        }
    }

    private void send(Pipeline vigia, int round) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            double fault = random.nextInt(50) == 0 ? 15 : 0;
            values[sensor][round] = 70 + 3 * Math.sin(round / 4.0 + sensor) + random.nextGaussian() + fault;
            lines.append("{\"sensor\":\"thousand-").append(sensor);
            lines.append("\",\"ts\":").append(START + round);
            lines.append(",\"value\":").append(values[sensor][round]).append("}\n");
        }
        HttpResponse<String> answer = vigia.calls.post("/api/v1/readings", "application/x-ndjson", lines.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static Map<String, List<JsonNode>> bySensor(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<JsonNode>> scores = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            scores.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .add(Calls.JSON.readTree(record.value()));
        }
        return scores;
    }

    private void compare(Map<String, List<JsonNode>> scores, FixedBundle bundle) throws Exception {
        assertThat(scores).hasSize(SENSORS);
        int anomalies = 0;
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            List<JsonNode> got = scores.get("thousand-" + sensor);
            assertThat(got).hasSize(ROUNDS);
            for (int round = 0; round < ROUNDS; round++) {
                compare(got.get(round), values[sensor], round, bundle);
                anomalies += got.get(round).get("anomaly").asBoolean() ? 1 : 0;
            }
        }
        assertThat(anomalies).isGreaterThan(SENSORS * ROUNDS / 200);
    }

    private static void compare(JsonNode score, double[] series, int round, FixedBundle bundle) throws Exception {
        assertThat(score.get("ts").asLong()).isEqualTo(START + round);
        assertThat(score.get("value").asDouble()).isEqualTo(series[round]);
        if (round < FixedBundle.WINDOW) {
            assertThat(score.get("status").asString()).isEqualTo("warming_up");
            assertThat(score.get("remaining").asInt()).isEqualTo(FixedBundle.WINDOW - round);
            return;
        }
        double[] window = java.util.Arrays.copyOfRange(series, round - FixedBundle.WINDOW, round);
        double expected = bundle.predict(window);
        Offset<Double> close = Offset.offset(1e-5 * Math.max(1, Math.abs(expected)));
        assertThat(score.get("status").asString()).isEqualTo("scored");
        assertThat(score.get("prediction").asDouble()).isEqualTo(expected, close);
        double error = Math.abs(series[round] - score.get("prediction").asDouble());
        assertThat(score.get("error").asDouble()).isEqualTo(error, close);
        assertThat(score.get("anomaly").asBoolean()).isEqualTo(error > FixedBundle.THRESHOLD);
        assertThat(score.get("upper").asDouble()).isEqualTo(expected + FixedBundle.THRESHOLD, close);
        assertThat(score.get("model").asString()).startsWith("fixed@");
    }
}
