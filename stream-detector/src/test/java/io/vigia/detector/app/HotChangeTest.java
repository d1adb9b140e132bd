package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ModelOutcome;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import io.vigia.kafka.ModelWriter;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.memory.MemorySeriesStore;
import io.vigia.testkit.KafkaBroker;
import io.vigia.verdict.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("A detector on a real broker")
class HotChangeTest {
    private static final int SENSORS = 40;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final String prefix = KafkaBroker.uniquePrefix();
    private final KafkaSettings kafka = broker.settings(prefix);
    private final Topics topics = kafka.topics();
    private final List<String> sent = new ArrayList<>();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext detector(Path model) {
        Map<String, String> variables = broker.variables(prefix);
        variables.put("VIGIA_MODEL", model.toString());
        variables.put("VIGIA_DATA", folder.resolve("data").toString());
        variables.put("MANAGEMENT_PORT", "0");
        return ServiceLauncher.startWithoutPublicPort(
                "stream-detector",
                Variables.of(variables),
                List.of(DetectorConfiguration.class),
                context -> context.registerBean("store", SeriesStore.class, () -> new MemorySeriesStore(10_000, null)));
    }

    private void send(int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int sensor = 0; sensor < SENSORS; sensor++) {
                String id = EventIds.next();
                Reading reading = new Reading(id, "s" + sensor, 1, TsSource.SERVER, 70 + (round + sensor) % 3, false);
                broker.send(
                        topics.readings(),
                        reading.sensor().getBytes(StandardCharsets.UTF_8),
                        EventJson.write((ReadingEvent) reading));
                sent.add(id);
            }
        }
    }

    private String deploy(Path bundle, String sensors) {
        BundleFiles files = BundleFiles.load(bundle);
        ModelManifest manifest = files.manifest();
        String id = EventIds.next();
        SensorPattern pattern = new SensorPattern(sensors);
        try (ModelWriter writer = new ModelWriter(kafka)) {
            writer.bundle(manifest.id(), files.zip());
            writer.assign(new ModelAssignment(id, pattern, manifest.id(), manifest.onnxSha256(), null, 1));
            writer.change(new ModelChange(id, pattern, manifest.id(), manifest.onnxSha256()));
            writer.commit();
        }
        return id;
    }

    private List<ModelOutcome> awaitOutcomes(String change) {
        return Awaitility.await("outcomes of the change on all partitions")
                .atMost(KafkaBroker.PATIENCE)
                .until(() -> outcomes(change), outcomes -> outcomes.size() == Topics.PARTITIONS);
    }

    private List<ModelOutcome> outcomes(String change) {
        return new ModelTopic(kafka)
                .read(Set.of()).outcomes().values().stream()
                        .filter(outcome -> outcome.id().equals(change))
                        .toList();
    }

    private Map<Integer, List<Score>> awaitScores() {
        Map<Integer, List<Score>> byPartition = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.awaitCommitted(topics.scores(), sent.size())) {
            byPartition
                    .computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                    .add((Score) EventJson.readScore(record.value()));
        }
        assertThat(byPartition.values().stream().flatMap(List::stream).map(Score::id))
                .containsExactlyInAnyOrderElementsOf(sent);
        return byPartition;
    }

    private static List<String> modelsInOrder(List<Score> scores) {
        List<String> models = new ArrayList<>();
        for (Score score : scores) {
            String model = score.model();
            if (model != null
                    && (models.isEmpty() || !models.get(models.size() - 1).equals(model))) {
                models.add(model);
            }
        }
        return models;
    }

    @Test
    void changes_the_model_in_one_place_of_each_partition_and_keeps_it() throws IOException {
        Path first = TestBundle.write(folder, "first");
        Path second = TestBundle.write(folder, "second");
        Path damaged = TestBundle.writeDamaged(folder, "damaged");
        try (ConfigurableApplicationContext running = detector(first)) {
            send(15);
            String change = deploy(second, "*");
            send(15);

            assertThat(awaitOutcomes(change)).allMatch(ModelOutcome::accepted);
            Map<Integer, List<Score>> scores = awaitScores();
            assertThat(scores.values())
                    .allSatisfy(one -> assertThat(modelsInOrder(one)).containsExactly("first@1", "second@1"));
            assertThat(scores.values().stream()
                            .flatMap(List::stream)
                            .filter(score -> score.status() == Status.WARMING_UP))
                    .as("windows are kept, so only the first ones warm up")
                    .hasSize(SENSORS * TestBundle.WINDOW);

            assertThat(awaitOutcomes(deploy(damaged, "*"))).allSatisfy(outcome -> {
                assertThat(outcome.accepted()).isFalse();
                assertThat(outcome.reason()).contains("damaged@1").contains("SHA-256");
            });
            send(1);
            awaitScores();
        }
        try (ConfigurableApplicationContext restarted = detector(first)) {
            send(2);
            assertThat(awaitScores().values())
                    .allSatisfy(one -> assertThat(modelsInOrder(one)).containsExactly("first@1", "second@1"));
        }
    }

    @Test
    void writes_a_changed_default_into_the_readings() throws IOException {
        Path first = TestBundle.write(folder, "first");
        Path second = TestBundle.write(folder, "second");
        try (ConfigurableApplicationContext running = detector(first)) {
            send(11);
            awaitScores();
        }
        assertThat(changes()).isEmpty();
        send(3);
        try (ConfigurableApplicationContext upgraded = detector(second)) {
            send(2);
            Map<Integer, List<Score>> scores = awaitScores();
            assertThat(scores.values())
                    .allSatisfy(one -> assertThat(modelsInOrder(one)).containsExactly("first@1", "second@1"));
            assertThat(scores.values().stream().flatMap(List::stream).filter(score -> "first@1".equals(score.model())))
                    .as("what was sent before the change is judged by the old default, even if nobody ran then")
                    .hasSize(SENSORS * (11 + 3 - TestBundle.WINDOW));
        }
        assertThat(changes()).hasSize(Topics.PARTITIONS).allSatisfy(change -> {
            assertThat(change.sensors()).isEqualTo(SensorPattern.DEFAULT);
            assertThat(change.model()).isEqualTo("second@1");
        });
        try (ConfigurableApplicationContext again = detector(second)) {
            send(1);
            awaitScores();
        }
        assertThat(changes()).hasSize(Topics.PARTITIONS);
    }

    private List<ModelChange> changes() {
        return broker.committedRecords(topics.readings()).stream()
                .map(record -> EventJson.readReading(record.value()))
                .filter(ModelChange.class::isInstance)
                .map(ModelChange.class::cast)
                .collect(Collectors.toList());
    }
}
