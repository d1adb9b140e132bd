package io.vigia.detector.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Incident;
import io.vigia.contract.LabelRecord;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.Network;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.testkit.TopicDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in its test driver, with a network that expects the last value again. */
final class TopologyHarness implements AutoCloseable {
    static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");
    static final int WINDOW = 3;
    static final int MAX_WAIT_MS = 5;

    final Topics topics = new Topics("vigia");
    private final TopicDocument documented = new TopicDocument(topics);
    final TopologyTestDriver driver;
    final TestInputTopic<byte[], byte[]> readings;
    final StandInModels models = new StandInModels();
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<ReadingEvent> log = new ArrayList<>();
    private final DetectTopology topology;
    // It names the folder of the stores on disk, which two at the same time must not share.
    private final String application = "topology-test-" + UUID.randomUUID();

    TopologyHarness(int batchSize) {
        this(batchSize, null);
    }

    TopologyHarness(int batchSize, @Nullable Model shadow) {
        this(batchSize, model(), shadow);
    }

    TopologyHarness(int batchSize, Model model, @Nullable Model shadow) {
        topology = new DetectTopology(
                topics,
                model,
                models,
                new DetectTopology.Batching(batchSize, MAX_WAIT_MS),
                new StreamsConfig(properties()),
                new DetectorMetrics(meters),
                shadow == null ? null : new DetectTopology.Shadow(shadow, DetectorMetrics.ofShadow(meters)),
                true);
        driver = new TopologyTestDriver(topology.get(), properties(), ARRIVAL);
        readings = driver.createInputTopic(
                topics.readings(), new ByteArraySerializer(), new ByteArraySerializer(), ARRIVAL, Duration.ZERO);
    }

    /** An error above 10 is an anomaly. */
    static Model model() {
        return model("last-value", WINDOW, 10, "0".repeat(64));
    }

    /** Expects the last value again; an error above {@code threshold} is an anomaly. */
    static Model model(String name, int window, double threshold, String sha256) {
        return model(name, window, new Scaling.None(), new RuleSpec.AbsoluteError(threshold), sha256);
    }

    /** Expects the last value again, under the rule that the shipped model has. */
    static Model adaptive(String name) {
        return model(name, WINDOW, new Scaling.Sensor(6), RuleSpec.Adaptive2.defaults(), "2".repeat(64));
    }

    private static Model model(String name, int window, Scaling scaling, RuleSpec rule, String sha256) {
        ModelManifest manifest = new ModelManifest(
                ModelManifest.FORMAT,
                name,
                "1",
                window,
                scaling,
                OutputScale.SCALED,
                rule,
                new ModelManifest.Training("nothing", "none", "none", 0),
                ModelManifest.MeasuredError.UNKNOWN,
                sha256,
                List.of(new ModelManifest.GoldenPair(new float[window], 0)));
        return new Model(manifest, new LastValue(window));
    }

    String describe() {
        return topology.get().describe().toString();
    }

    Reading send(String sensor, double value) {
        return send(new Reading(EventIds.next(), sensor, ARRIVAL.toEpochMilli(), TsSource.SERVER, value, false));
    }

    /** Stamped by a server whose clock was that much ahead of the one by which the reading arrives. */
    Reading sendAhead(String sensor, Duration ahead, double value) {
        long ts = ARRIVAL.plus(ahead).toEpochMilli();
        return send(new Reading(EventIds.next(), sensor, ts, TsSource.SERVER, value, false));
    }

    Reading sendAt(String sensor, long ts, double value) {
        return send(new Reading(EventIds.next(), sensor, ts, TsSource.CLIENT, value, false));
    }

    Reading ask(String sensor, double value) {
        return send(new Reading(EventIds.next(), sensor, ARRIVAL.toEpochMilli(), TsSource.SERVER, value, true));
    }

    Deletion delete(String sensor) {
        return send(new Deletion(EventIds.next(), sensor));
    }

    ModelChange change(String sensors, @Nullable String model) {
        String sha256 = model == null ? null : StandInModels.SHA_256;
        return send(new ModelChange(EventIds.next(), new SensorPattern(sensors), model, sha256));
    }

    /** @param settings as JSON; null: none any more */
    SettingsChange set(String sensors, @Nullable Map<String, Object> settings) {
        return send(new SettingsChange(
                EventIds.next(), new SensorPattern(sensors), settings == null ? null : SensorSettings.of(settings)));
    }

    /** @param incident null for one about the sensor */
    Action act(ActionKind kind, String sensor, @Nullable String incident) {
        return send(new Action(
                EventIds.next(),
                sensor,
                kind,
                incident,
                "ana",
                "pump replaced",
                kind == ActionKind.SNOOZE ? Long.MAX_VALUE : Action.NO_END,
                null));
    }

    /** @param verdict null: what was said is withdrawn */
    Action say(@Nullable FeedbackVerdict verdict, Score anomaly) {
        return send(new Action(
                EventIds.next(),
                anomaly.sensor(),
                ActionKind.FEEDBACK,
                null,
                "ana",
                "the door was open",
                Action.NO_END,
                Feedback.on(anomaly, verdict)));
    }

    /** What was said about anomalies since it was asked for last: the label by the anomaly's id, or null. */
    List<LabelRecord> labels() {
        return records(topics.labels()).stream()
                .map(record -> LabelRecord.read(record.key(), record.value()))
                .toList();
    }

    /** @param to 0: what was planned with this id is withdrawn */
    void plan(String id, String sensors, long from, long to) {
        send(new MaintenanceChange(
                EventIds.next(),
                id,
                to == 0 ? null : new Maintenance(id, new SensorPattern(sensors), from, to, "ana", null)));
    }

    private <E extends ReadingEvent> E send(E event) {
        replay(event);
        return event;
    }

    /** Everything that was sent, except what was sent raw. */
    List<ReadingEvent> log() {
        return List.copyOf(log);
    }

    /** Sends the event of another log. */
    void replay(ReadingEvent event) {
        log.add(event);
        readings.pipeInput(event.recordKey(), EventJson.write(event));
    }

    void sendRaw(String key, byte[] value) {
        readings.pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
    }

    void letBatchesExpire() {
        driver.advanceWallClockTime(Duration.ofMillis(MAX_WAIT_MS + 1));
    }

    List<Score> scores() {
        return scoreEvents().stream().map(Score.class::cast).toList();
    }

    List<ScoreEvent> scoreEvents() {
        return records(topics.scores()).stream()
                .map(record -> EventJson.readScore(record.value()))
                .toList();
    }

    /** The scores of the shadow, all of them. */
    List<Score> shadowScores() {
        return records(topics.shadowScores()).stream()
                .map(record -> (Score) EventJson.readScore(record.value()))
                .toList();
    }

    /** The entry of the store of the sensors' states; null if there is none. */
    byte @Nullable [] state(String key) {
        KeyValueStore<String, byte[]> states = driver.getKeyValueStore(DetectTopology.statesStore());
        return states.get(key);
    }

    /** The changes of incidents since they were asked for last. */
    List<Incident> changes() {
        return records(topics.incidents()).stream()
                .map(record -> EventJson.readIncident(record.value()))
                .toList();
    }

    List<ModelOutcome> outcomes() {
        return records(topics.models()).stream()
                .map(record -> EventJson.readModelOutcome(record.value()))
                .toList();
    }

    /** The values that came to a changelog since it was asked for last, without tombstones. */
    List<byte[]> changelog(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** What came to a topic since it was asked for last; each is what the AsyncAPI document says of that topic. */
    List<TestRecord<byte[], byte[]>> records(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TestRecord<byte[], byte[]>> records = output.readRecordsToList();
        records.forEach(record -> documented.messageOf(topic, record.key(), record.value(), record.headers()));
        return records;
    }

    @Override
    public void close() {
        driver.close();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(LetterLimit.CONFIG, new LetterLimit(topics.readingsDlq()));
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return properties;
    }

    private record LastValue(int window) implements Network {
        @Override
        public void predict(float[] windows, int rows, float[] predictions) {
            for (int row = 0; row < rows; row++) {
                predictions[row] = windows[row * window + window - 1];
            }
        }
    }
}
