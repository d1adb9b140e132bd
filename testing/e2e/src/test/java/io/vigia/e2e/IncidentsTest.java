package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Score;
import io.vigia.contract.SensorId;
import io.vigia.testkit.SseListener;
import io.vigia.verdict.Reason;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The incidents of sensors")
class IncidentsTest {
    private static final int READINGS = 1_200;
    private static final int FAULT = 600;
    private static final int STEP = 150;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final int BETWEEN = 1_000;

    /** What each sensor measures, at the place of a reading, in noise between -1 and 1. */
    private static final Map<String, IntToDoubleFunction> SENSORS = Map.of(
            "jump", i -> i < FAULT ? 55 : 100,
            "stopped", i -> i < FAULT ? 50 : -1_000,
            "chatter", i -> i >= FAULT && i % 60 == 0 ? 80 : 50,
            "calm", i -> 20);

    private static final double[] NOISE = new Random(1).doubles(READINGS, -1, 1).toArray();

    private final Pipeline vigia = Pipeline.shared();

    @Test
    void are_the_same_while_detectors_die_join_and_leave() throws IOException {
        String plain = Target.newSensor();
        String shaken = Target.newSensor();
        for (String prefix : List.of(plain, shaken)) {
            // Arrivals, unlike readings, are not the same twice.
            assertThat(vigia.calls
                            .putSettings(prefix + "*", "{\"silentAfter\":\"never\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        for (int from = 0; from < READINGS; from += STEP) {
            send(plain, from);
        }
        for (int from = 0; from < READINGS; from += STEP) {
            send(shaken, from);
            if (from == FAULT) {
                vigia.detector.kill();
                vigia.detector.start();
            } else if (from == FAULT + STEP) {
                vigia.detector.awaitReady();
                try (ServiceProcess second = vigia.another("stream-detector")) {
                    second.awaitReady();
                    send(shaken, from + STEP);
                    from += STEP;
                    vigia.detector.kill();
                    send(shaken, from + STEP);
                    from += STEP;
                    vigia.detector.start();
                    vigia.detector.awaitReady();
                }
            }
        }
        vigia.awaitStored();

        for (String kind : SENSORS.keySet()) {
            List<Incident> undisturbed = incidents(plain + kind);
            assertThat(incidents(shaken + kind))
                    .as(kind)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id", "sensor", "anomaly")
                    .isEqualTo(undisturbed);
        }
        for (String kind : List.of("jump", "stopped")) {
            assertThat(incidents(shaken + kind))
                    .as(kind)
                    .allMatch(Incident::isOpen)
                    .extracting(Incident::change)
                    .startsWith(IncidentChange.OPENED)
                    .containsOnlyOnce(IncidentChange.OPENED)
                    .contains(IncidentChange.CONTINUED);
            assertThat(scores(shaken + kind).subList(FAULT, READINGS))
                    .as("readings of %s since it began", kind)
                    .allMatch(Score::anomaly);
        }
        assertThat(incidents(shaken + "chatter")).extracting(Incident::change).containsOnlyOnce(IncidentChange.OPENED);
        assertThat(incidents(shaken + "calm")).isEmpty();
    }

    @Test
    void are_listed_and_streamed_as_the_topic_has_them() throws Exception {
        String prefix = Target.newSensor();
        String sensor = prefix + "jump";
        String selected = "/api/v1/incidents?sensor=" + prefix + "*";
        try (SseListener listener = vigia.calls.listen("/api/v1/stream?topic=incidents&sensor=" + sensor)) {
            for (int from = 0; from < FAULT + STEP; from += STEP) {
                send(prefix, from);
            }
            SseListener.Event opened = listener.await(1).get(0);
            assertThat(opened.kind()).isEqualTo("incident");
            await().untilAsserted(
                            () -> assertThat(sensors(selected + "&state=open")).contains(sensor));
            Incident first = incidents(sensor).get(0);
            assertThat(opened.data()).isEqualTo(json(first));
            JsonNode shown = vigia.calls.json("/api/v1/incidents/" + first.id());
            assertThat(shown.get("history").get(0)).isEqualTo(json(first));

            vigia.calls.get("/borrar?sensor=" + sensor);
            listener.await(1, event -> event.data().get("closedBy").asString("").equals("deleted"));
            await().untilAsserted(() -> {
                assertThat(sensors(selected + "&state=closed")).contains(sensor);
                assertThat(sensors(selected + "&state=open")).doesNotContain(sensor);
            });
        }
    }

    private List<String> sensors(String path) throws IOException {
        return vigia.calls
                .json(path)
                .get("items")
                .valueStream()
                .map(item -> item.get("sensor").asString())
                .toList();
    }

    private static JsonNode json(Incident incident) {
        return Calls.JSON.readTree(EventJson.write(incident));
    }

    @Test
    void of_a_sensor_that_falls_silent_while_the_detector_is_dead_are_opened_once() throws IOException {
        String lively = Target.newSensor();
        String quiet = Pipeline.neighbour(lively);
        assertThat(vigia.calls.putSettings(quiet, "{\"silentAfter\":\"PT2S\"}").statusCode())
                .isEqualTo(201);
        for (int i = 0; i < 25; i++) {
            store(lively);
            store(quiet);
        }
        vigia.awaitStored();
        vigia.detector.kill();
        vigia.detector.start();
        // Time is what the other sensor of its partition shows.
        await("the silence of " + quiet).until(() -> {
            store(lively);
            return !incidents(quiet).isEmpty();
        });
        store(quiet);
        vigia.awaitStored();
        assertThat(incidents(quiet)).hasSize(1).first().satisfies(silent -> {
            assertThat(silent.reason()).isEqualTo(Reason.SILENCE);
            assertThat(silent.isOpen()).isTrue();
        });
        assertThat(incidents(lively))
                .filteredOn(incident -> incident.sensor().equals(lively))
                .isEmpty();
    }

    private void store(String sensor) throws IOException {
        vigia.calls.json("/nuevo?sensor=" + sensor + "&dato=20");
    }

    /** Each sensor's readings from a place on. */
    private void send(String prefix, int from) throws IOException {
        StringBuilder lines = new StringBuilder();
        SENSORS.forEach((kind, value) -> IntStream.range(from, from + STEP)
                .forEach(i -> lines.append("{\"sensor\":\"%s\",\"ts\":%d,\"value\":%s}\n"
                        .formatted(prefix + kind, BEGIN + (long) i * BETWEEN, value.applyAsDouble(i) + NOISE[i]))));
        assertThat(vigia.calls
                        .post("/api/v1/readings", "application/x-ndjson", lines.toString())
                        .statusCode())
                .isEqualTo(200);
    }

    /** All changes, in order; each is there once. */
    private List<Incident> incidents(String sensor) {
        assertThat(SensorId.isValid(sensor)).isTrue();
        List<Incident> changes = vigia.committedOf(sensor, "incidents").stream()
                .map(record -> EventJson.readIncident(record.value()))
                .toList();
        assertThat(changes).extracting(Incident::changeId).doesNotHaveDuplicates();
        assertThat(changes)
                .isSortedAccordingTo(Comparator.comparingLong(Incident::opened).thenComparingLong(Incident::number));
        return changes;
    }

    private List<Score> scores(String sensor) {
        return vigia.committedOf(sensor, "scores").stream()
                .map(record -> (Score) EventJson.readScore(record.value()))
                .toList();
    }
}
