package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.e2e.Neighbour.Place;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.SseListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("A bad neighbour who writes into every partition of every topic")
@Timeout(1_800)
class BadNeighbourTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int EVERY_JUNK = Neighbour.JUNK * Topics.PARTITIONS;
    private static final String MORE = ",\"unit\":{\"name\":\"K\",\"since\":[1,null]},\"note\":\"newer\"}";
    private static final List<String> STORES =
            List.of("sensor-states", "sensor-histories", "pending", "model-assignments");

    private final Map<Integer, String> sensors = sensors();

    @TempDir
    Path folder;

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
                Neighbour neighbour = new Neighbour(vigia.broker);
                SseListener scores = vigia.calls.listen("/api/v1/stream");
                SseListener anomalies = vigia.calls.listen("/api/v1/stream?only=anomalies")) {
            Topics topics = new Topics(vigia.prefix);
            takeAnyTimestamp(vigia, topics.readings());
            askAll(vigia, "20.5");
            write(neighbour, topics);

            askAll(vigia, "21.5");
            vigia.broker.awaitZeroLag(PATIENCE, vigia.prefix + "-detector", topics.readings());
            vigia.broker.awaitZeroLag(PATIENCE, vigia.prefix + "-sink", topics.scores(), topics.anomalies());
            everythingIsAccountedFor(vigia, topics);
            everythingIsShown(vigia);
            everyProgramReads(vigia);
            sensors.values().forEach(sensor -> {
                scores.await(
                        4, event -> sensor.equals(event.data().path("sensor").asString("")));
                anomalies.await(
                        1, event -> sensor.equals(event.data().path("sensor").asString("")));
            });
            aModelIsRefusedByEachPartition(vigia, neighbour, topics);

            changelogsStopNoRestart(vigia, neighbour);
            for (ServiceProcess service : List.of(vigia.detector, vigia.ingest, vigia.query)) {
                await("readiness").atMost(PATIENCE).until(service::ready);
                assertThat(service.log()).doesNotContain("OutOfMemoryError");
            }
        }
    }

    /** As brokers before 3.6 do. */
    private static void takeAnyTimestamp(Pipeline vigia, String topic) throws Exception {
        vigia.broker
                .admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get(1, TimeUnit.MINUTES);
    }

    private void write(Neighbour neighbour, Topics topics) throws Exception {
        List<Place> places = new ArrayList<>();
        for (TopicSpec topic : topics.all()) {
            boolean compacted =
                    topic.config().getOrDefault("cleanup.policy", "").contains("compact");
            for (int partition = 0; partition < topic.partitions(); partition++) {
                places.add(new Place(topic.name(), partition, compacted));
            }
        }
        neighbour.openTransaction(places);
        for (Place place : places) {
            neighbour.junk(place);
            neighbour.unknownType(place);
        }
        sensors.forEach((partition, sensor) -> newerEvents(neighbour, topics, partition, sensor));
        neighbour.await();
    }

    /** What newer versions may write; each of them counts. */
    private static void newerEvents(Neighbour neighbour, Topics topics, int partition, String sensor) {
        String reading = "\"sensor\":\"" + sensor + "\",\"ts\":" + System.currentTimeMillis()
                + ",\"tsSource\":\"server\",\"value\":20.25,\"detect\":false" + MORE;
        Place readings = new Place(topics.readings(), partition, false);
        neighbour.unstamped(readings, sensor, "{\"id\":\"unstamped-" + partition + "\"," + reading);
        neighbour.fromTheFuture(readings, sensor, "{\"id\":\"future-" + partition + "\"," + reading);
        String score = "{\"id\":\"newer-" + partition + "\",\"sensor\":\"" + sensor
                + "\",\"ts\":1,\"value\":7,\"status\":\"late\",\"remaining\":null,\"anomaly\":false,\"alarm\":false";
        neighbour.unstamped(new Place(topics.scores(), partition, false), sensor, score + MORE);
        neighbour.of(0, new Place(topics.anomalies(), partition, false), sensor, score + ",\"window\":[7]" + MORE);
        neighbour.unstamped(new Place(topics.detections(), partition, false), sensor, score + ",\"window\":[]" + MORE);
        neighbour.unstamped(
                new Place(topics.sensors(), partition, true),
                sensor,
                "{\"sensor\":\"" + sensor + "\",\"since\":1" + MORE);
        if (partition == 0) {
            neighbour.unstamped(
                    new Place(topics.instances(), 0, true),
                    "sink/newer/1",
                    "{\"service\":\"sink\",\"hostname\":\"newer\",\"startedAt\":1,\"at\":1,\"stopping\":false,\"total\":5,"
                            + "\"perSecond\":0.5,\"failed\":0,\"pending\":null,\"inFlight\":null,\"p50Ms\":null,\"p99Ms\":null"
                            + MORE);
        }
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
        assertThat(letters(vigia, topics.readingsDlq(), topics.readings())).hasSize(EVERY_JUNK);
        assertThat(letters(vigia, topics.scoresDlq(), topics.scores())).hasSize(EVERY_JUNK);
        assertThat(letters(vigia, topics.scoresDlq(), topics.anomalies())).hasSize(EVERY_JUNK);
        String detector = vigia.detector.metrics();
        assertThat(sum(detector, "vigia_detector_skipped_total")).isEqualTo(Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_sink_skipped_total")).isEqualTo(2 * Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_detector_thread_deaths")).isZero();
        assertThat(sum(detector, "vigia_sink_failures_total")).isZero();
        // Of unknown types too, and those of the transaction, for whose end these do not wait.
        int all = EVERY_JUNK + 2 * Topics.PARTITIONS;
        // A tombstone is an event of the sensors topic.
        awaitSkipped(vigia.ingest, topics.sensors(), all - Neighbour.TOMBSTONES * Topics.PARTITIONS);
        awaitSkipped(vigia.query, topics.detections(), all);
        awaitSkipped(vigia.query, topics.instances(), Neighbour.JUNK + 2);
        assertThat(scores(vigia, topics))
                .filteredOn(id -> id.startsWith("unstamped-") || id.startsWith("future-"))
                .hasSize(2 * Topics.PARTITIONS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(Pipeline vigia, String letters, String origin) {
        return vigia.broker.committedRecords(letters).stream()
                .filter(letter -> origin.equals(header(letter, "__streams.errors.topic")))
                .toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
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
                .until(
                        () -> sum(service.metrics(), "vigia_tail_skipped_total", "\"" + topic + "\""),
                        skipped -> skipped == count);
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
            assertThat(newest.get("items").size()).as(newest.toString()).isGreaterThanOrEqualTo(5);
            JsonNode anomalies = vigia.calls.json("/api/v1/sensors/" + sensor + "/anomalies");
            assertThat(anomalies.get("items").size()).as(anomalies.toString()).isEqualTo(1);
        }
        assertThat(vigia.calls.json("/api/v1/pipeline").get("instances"))
                .extracting(instance -> instance.path("hostname").asString(""))
                .contains("newer");
    }

    private void everyProgramReads(Pipeline vigia) throws IOException {
        String file = folder.resolve("all.vigia.gz").toString();
        for (Program program : List.of(
                vigia.vigia("dlq", "list", "--json"),
                vigia.vigia("monitor", "--once", "--kafka", vigia.broker.bootstrapServers()),
                vigia.vigia("record", "--out", file))) {
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
        Program replay = vigia.vigia("replay", "run", file, "--into", KafkaBroker.uniquePrefix(), "--json");
        assertThat(replay.output()).contains("\"deadLetters\":" + EVERY_JUNK);
    }

    /** To see that the model is not there, each reads all that lies in the topic of models. */
    private static void aModelIsRefusedByEachPartition(Pipeline vigia, Neighbour neighbour, Topics topics)
            throws Exception {
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            neighbour.unstamped(
                    new Place(topics.readings(), partition, false),
                    "nobody-*",
                    "{\"id\":\"change\",\"type\":\"model\",\"sensors\":\"nobody-*\",\"model\":\"none@1\",\"sha256\":\""
                            + "0".repeat(64) + "\"" + MORE);
        }
        neighbour.await();
        await("outcomes")
                .atMost(PATIENCE)
                .until(
                        () -> vigia.broker.committedRecords(topics.models()).stream()
                                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                                .filter(key -> key.startsWith("outcome/"))
                                .distinct()
                                .count(),
                        outcomes -> outcomes == Topics.PARTITIONS);
        assertThat(sum(vigia.detector.metrics(), "vigia_detector_thread_deaths"))
                .isZero();
    }

    private void changelogsStopNoRestart(Pipeline vigia, Neighbour neighbour) throws Exception {
        for (String store : STORES) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                Place place = new Place(vigia.prefix + "-detector-" + store + "-changelog", partition, true);
                neighbour.junk(place);
                neighbour.unknownType(place);
            }
        }
        neighbour.await();
        vigia.detector.kill();
        vigia.detector.start();
        vigia.detector.awaitReady();
        askAll(vigia, "22.5");
        String detector = vigia.detector.metrics();
        // Of each key the last record counts: two foreign keys in each partition.
        assertThat(sum(detector, "vigia_detector_foreign_states_total")).isEqualTo(2 * Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_detector_models_missing_total")).isEqualTo(2 * Topics.PARTITIONS);
        assertThat(sum(detector, "vigia_detector_thread_deaths")).isZero();
    }
}
