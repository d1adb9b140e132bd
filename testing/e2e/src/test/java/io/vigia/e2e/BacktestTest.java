package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a back-test says is what the pipeline says of the same readings under the same settings. */
@DisplayName("The back-test")
class BacktestTest {
    private static final int READINGS = 2_400;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final long STEP = 10_000;
    private static final String USUAL = "\"silentAfter\":\"never\",\"coolDown\":\"PT2M\"";
    private static final String OTHER = "\"sensitivity\":0.5,\"direction\":\"above\",\"minDeviation\":3";

    private final Pipeline vigia = Pipeline.shared();

    /** Noise with spikes of growing height up and down, a stretch at another level, and a sensor that is stuck for a while. */
    private static double[] series() {
        Random random = new Random(3);
        return IntStream.range(0, READINGS)
                .mapToDouble(i -> {
                    double spike = i > 500 && i < 2_000 && i % 83 == 0 ? (i % 2 == 0 ? 1 : -1) * i / 200.0 : 0;
                    double level = i >= 1_500 && i < 1_560 ? 9 : 0;
                    double value = 50 + random.nextGaussian() + spike + level;
                    return i >= 2_000 && i < 2_150 ? 51 : value;
                })
                .toArray();
    }

    private void send(String sensor, String settings, double[] values) throws IOException {
        assertThat(vigia.calls.putSettings(sensor, "{" + settings + "}").statusCode())
                .isEqualTo(201);
        String lines = IntStream.range(0, values.length)
                .mapToObj(i ->
                        "{\"sensor\":\"" + sensor + "\",\"ts\":" + (BEGIN + i * STEP) + ",\"value\":" + values[i] + "}")
                .collect(Collectors.joining("\n"));
        assertThat(vigia.calls
                        .post("/api/v1/readings", "application/x-ndjson", lines)
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode backtest(String sensor, String settings) throws IOException {
        String body = "{\"sensor\":\"%s\",\"from\":%d,\"to\":%d,\"settings\":{%s}}"
                .formatted(sensor, BEGIN, BEGIN + READINGS * STEP, settings);
        return vigia.calls.backtest(body);
    }

    @Test
    void says_what_was_said_and_under_other_settings_what_is_said_under_these() throws IOException {
        double[] values = series();
        String sensor = Target.newSensor() + "a";
        String other = Target.newSensor() + "b";
        send(sensor, USUAL, values);
        send(other, USUAL + "," + OTHER, values);
        vigia.awaitStored();
        await().untilAsserted(() ->
                assertThat(backtest(sensor, "").get("values").asInt()).isEqualTo(READINGS));

        JsonNode usual = backtest(sensor, "");
        assertThat(anomalies(usual)).hasSizeGreaterThan(100).isEqualTo(anomalies(usual.get("said")));
        assertSame(usual.get("incidents"), usual.get("said").get("incidents"));
        assertThat(usual.get("counts")).isEqualTo(usual.get("said").get("counts"));

        JsonNode changed = backtest(sensor, OTHER);
        JsonNode replayed = backtest(other, "");
        assertThat(anomalies(changed)).isNotEmpty().isNotEqualTo(anomalies(usual));
        assertThat(anomalies(changed)).isEqualTo(anomalies(replayed.get("said")));
        assertSame(changed.get("incidents"), replayed.get("said").get("incidents"));
    }

    private static List<String> anomalies(JsonNode answer) {
        return answer.get("anomalies")
                .valueStream()
                .map(found -> Stream.of("ts", "value", "prediction", "lower", "upper", "score")
                        .map(field -> found.get(field).toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Incidents whose ids follow from the ids of readings, which a back-test does not have. */
    private static void assertSame(JsonNode judged, JsonNode said) {
        assertThat(incidents(judged)).isNotEmpty().isEqualTo(incidents(said));
    }

    private static List<String> incidents(JsonNode list) {
        return list.valueStream()
                .map(incident -> incident.propertyStream()
                        .filter(field -> !List.of("id", "sensor", "anomaly").contains(field.getKey()))
                        .toList()
                        .toString())
                .toList();
    }
}
