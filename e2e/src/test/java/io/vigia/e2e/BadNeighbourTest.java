package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.kafka.TopicSpec;
import io.vigia.contract.kafka.Topics;
import io.vigia.e2e.Neighbour.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@DisplayName("A bad neighbour who writes into every partition of every topic")
@Timeout(900)
class BadNeighbourTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String MORE = ",\"unit\":{\"name\":\"K\",\"since\":[1,null]},\"note\":\"newer\"}";

    private final Map<Integer, String> sensors = sensors();

    /** One sensor of each partition. */
    private static Map<Integer, String> sensors() {
        Map<Integer, String> sensors = new TreeMap<>();
        while (sensors.size() < Topics.PARTITIONS) {
            String sensor = Target.newSensor();
            sensors.putIfAbsent(
                    BuiltInPartitioner.partitionForKey(sensor.getBytes(StandardCharsets.UTF_8), Topics.PARTITIONS),
                    sensor);
        }
        return sensors;
    }

    @Test
    void stops_nothing_and_each_of_its_records_is_accounted_for() throws Exception {
        try (Pipeline vigia = Pipeline.start();
                Neighbour neighbour = new Neighbour(vigia.broker)) {
            Topics topics = new Topics(vigia.prefix);
            askAll(vigia, "20.5");
            List<Place> places = places(topics);
            neighbour.openTransaction(places);
            for (Place place : places) {
                neighbour.junk(place);
                neighbour.unknownType(place);
            }
            sensors.forEach((partition, sensor) -> newerEvents(neighbour, topics, partition, sensor));
            neighbour.await();

            askAll(vigia, "21.5");
            vigia.broker.awaitZeroLag(PATIENCE, vigia.prefix + "-detector", topics.readings());
            vigia.broker.awaitZeroLag(PATIENCE, vigia.prefix + "-sink", topics.scores(), topics.anomalies());
            everythingIsAccountedFor(vigia, topics);
            everythingIsShown(vigia);
            for (ServiceProcess service : List.of(vigia.detector, vigia.ingest, vigia.query)) {
                await("readiness").atMost(PATIENCE).until(service::ready);
            }
        }
    }

    private static List<Place> places(Topics topics) {
        List<Place> places = new ArrayList<>();
        for (TopicSpec topic : topics.all()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                places.add(new Place(topic.name(), partition));
            }
        }
        return places;
    }

    /** What newer versions may write; readings and scores of them count. */
    private static void newerEvents(Neighbour neighbour, Topics topics, int partition, String sensor) {
        String reading = "\"sensor\":\"" + sensor + "\",\"ts\":" + System.currentTimeMillis()
                + ",\"tsSource\":\"server\",\"value\":20.25,\"detect\":false" + MORE;
        Place readings = new Place(topics.readings(), partition);
        neighbour.unstamped(readings, sensor, "{\"id\":\"unstamped-" + partition + "\"," + reading);
        neighbour.fromTheFuture(readings, sensor, "{\"id\":\"future-" + partition + "\"," + reading);
        String score = "{\"id\":\"newer-" + partition + "\",\"sensor\":\"" + sensor
                + "\",\"ts\":1,\"value\":7,\"status\":\"late\",\"remaining\":null,\"anomaly\":false,\"alarm\":false";
        neighbour.unstamped(new Place(topics.scores(), partition), sensor, score + MORE);
        neighbour.unstamped(new Place(topics.detections(), partition), sensor, score + ",\"window\":[]" + MORE);
        neighbour.unstamped(
                new Place(topics.sensors(), partition), sensor, "{\"sensor\":\"" + sensor + "\",\"since\":1" + MORE);
    }

    /** Each sensor's caller gets a verdict, at the latest when the broker has ended the neighbour's transaction. */
    private void askAll(Pipeline vigia, String value) {
        for (String sensor : sensors.values()) {
            await("verdict of " + sensor)
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> vigia.calls
                                    .get("/detectar?sensor=" + sensor + "&dato=" + value)
                                    .statusCode()
                            == 200);
        }
    }

    private static void everythingIsAccountedFor(Pipeline vigia, Topics topics) throws IOException {
        int junk = Neighbour.JUNK * Topics.PARTITIONS;
        assertThat(letters(vigia, topics.readingsDlq(), topics.readings())).hasSize(junk);
        assertThat(letters(vigia, topics.scoresDlq(), topics.scores())).hasSize(junk);
        assertThat(letters(vigia, topics.scoresDlq(), topics.anomalies())).hasSize(junk);
        String detector = vigia.detector.metrics();
        assertThat(sum(detector, "vigia_detector_skipped_total")).isEqualTo(Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_sink_skipped_total")).isEqualTo(2 * Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_detector_thread_deaths")).isZero();
        assertThat(sum(detector, "vigia_sink_failures_total")).isZero();
        int all = junk + Topics.PARTITIONS;
        // A tombstone is an event of the sensors topic.
        awaitSkipped(vigia.ingest, topics.sensors(), all - Topics.PARTITIONS);
        awaitSkipped(vigia.query, topics.detections(), all);
        awaitSkipped(vigia.query, topics.instances(), Neighbour.JUNK + 1);
        assertThat(scores(vigia, topics))
                .filteredOn(id -> id.startsWith("unstamped-") || id.startsWith("future-"))
                .hasSize(2 * Topics.PARTITIONS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(Pipeline vigia, String letters, String origin) {
        return vigia.broker.committedRecords(letters).stream()
                .filter(letter -> {
                    Header topic = letter.headers().lastHeader("__streams.errors.topic");
                    return topic != null && origin.equals(new String(topic.value(), StandardCharsets.UTF_8));
                })
                .toList();
    }

    private static List<String> scores(Pipeline vigia, Topics topics) {
        return vigia.broker.committedRecords(topics.scores()).stream()
                .filter(record -> record.value() != null && record.value().length > 0 && record.value()[0] == '{')
                .map(record -> Calls.JSON.readTree(record.value()).path("id").asString(""))
                .toList();
    }

    private static void awaitSkipped(ServiceProcess service, String topic, int count) {
        await("records of " + topic + " that are skipped and counted")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> sum(service.metrics(), "vigia_tail_skipped_total", "\"" + topic + "\"") == count);
    }

    private static double sum(String metrics, String name) {
        return sum(metrics, name, "");
    }

    /** @param label what the labels of a meter must contain */
    private static double sum(String metrics, String name, String label) {
        return Stream.of(metrics.split("\n"))
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void everythingIsShown(Pipeline vigia) throws IOException {
        for (String sensor : sensors.values()) {
            JsonNode newest = vigia.calls.json("/api/v1/sensors/" + sensor + "/readings?limit=10");
            assertThat(newest.get("items").size()).as(newest.toString()).isGreaterThanOrEqualTo(3);
        }
        assertThat(vigia.calls.json("/api/v1/pipeline").get("instances")).isNotEmpty();
    }
}
