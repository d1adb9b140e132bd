package io.vigia.cli.replay;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelManifestJson;
import io.vigia.detector.app.DetectorConfiguration;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelWriter;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.memory.MemorySeriesStore;
import io.vigia.testkit.KafkaBroker;
import io.vigia.verdict.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.ConfigurableApplicationContext;

/** What a real detector made of some sensors: with a deletion, changes of model, settings and plans, an action, feedback, late readings and a dead letter. */
final class OriginalRun {
    static final List<String> SENSORS = List.of("boiler-1", "boiler-2", "pump-1");
    static final int ROUNDS = 60;

    private final KafkaBroker broker;
    private final String prefix = KafkaBroker.uniquePrefix();
    private final KafkaSettings kafka;

    OriginalRun(KafkaBroker broker) {
        this.broker = broker;
        this.kafka = broker.settings(prefix);
    }

    String prefix() {
        return prefix;
    }

    Topics topics() {
        return kafka.topics();
    }

    /** Sends everything, and returns when it was judged. */
    void play(Path folder) throws IOException {
        Path second = bundle(folder, "second", 3);
        try (ConfigurableApplicationContext running = detector(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                round(round);
                if (round == ROUNDS / 3) {
                    send(new Deletion(EventIds.next(), "boiler-2"), "boiler-2");
                }
                if (round == ROUNDS / 4) {
                    plan("boiler-*");
                }
                if (round == ROUNDS / 2 + 5) {
                    send(
                            new Action(
                                    EventIds.next(),
                                    "pump-1",
                                    ActionKind.RECALIBRATE,
                                    null,
                                    "ana",
                                    null,
                                    Action.NO_END,
                                    null),
                            "pump-1");
                }
                if (round == ROUNDS / 2 - 5) {
                    // Of the spike in the round before.
                    feedback("boiler-1", round - 1);
                }
                if (round == ROUNDS / 2) {
                    deploy(second, "boiler-*");
                }
                if (round == 2 * ROUNDS / 3) {
                    set("pump-*", Map.of("minDeviation", 40, "limits", Map.of("high", 72.5)));
                }
            }
            broker.send(kafka.topics().readings(), "pump-1", "{\"nonsense\":true}");
            broker.awaitCommitted(kafka.topics().scores(), SENSORS.size() * ROUNDS + 1);
        }
    }

    private void round(int round) {
        for (String sensor : SENSORS) {
            boolean late = round % 20 == 19;
            double value = 70 + 3 * Math.sin(round / 4.0) + (round % 25 == 24 ? 15 : 0);
            long ts = ts(late ? round - 5 : round);
            TsSource source = sensor.startsWith("pump") ? TsSource.SERVER : TsSource.CLIENT;
            send(new Reading(EventIds.next(), sensor, ts, source, value, round % 7 == 0), sensor);
        }
    }

    private void send(ReadingEvent event, String key) {
        broker.send(kafka.topics().readings(), key.getBytes(StandardCharsets.UTF_8), EventJson.write(event));
    }

    private void feedback(String sensor, int round) {
        Feedback expected = new Feedback("a", FeedbackVerdict.EXPECTED, ts(round), 85, Reason.ERROR, Double.NaN);
        send(
                new Action(EventIds.next(), sensor, ActionKind.FEEDBACK, null, "ana", null, Action.NO_END, expected),
                sensor);
    }

    private static long ts(int round) {
        return 1_700_000_000_000L + 60_000L * round;
    }

    private void set(String sensors, Map<String, Object> settings) {
        everywhere(new SettingsChange(EventIds.next(), new SensorPattern(sensors), SensorSettings.of(settings)));
    }

    private void plan(String sensors) {
        String id = EventIds.next();
        Maintenance work = new Maintenance(id, new SensorPattern(sensors), 0, Long.MAX_VALUE, "ana", null);
        everywhere(new MaintenanceChange(EventIds.next(), id, work));
    }

    private void everywhere(ReadingEvent change) {
        byte[] event = EventJson.write(change);
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            var unused = broker.producer().send(new ProducerRecord<>(topics().readings(), partition, null, event));
        }
        broker.producer().flush();
    }

    private void deploy(Path folder, String sensors) {
        BundleFiles files = BundleFiles.load(folder);
        ModelManifest manifest = files.manifest();
        String id = EventIds.next();
        SensorPattern pattern = new SensorPattern(sensors);
        try (ModelWriter writer = new ModelWriter(kafka)) {
            writer.bundle(manifest.id(), files.zip());
            writer.assign(new ModelAssignment(id, pattern, manifest.id(), manifest.onnxSha256(), null, 1));
            writer.change(new ModelChange(id, pattern, manifest.id(), manifest.onnxSha256()));
            writer.commit();
        }
    }

    /** The shipped network under another name with a fixed threshold, in a new folder. */
    static Path bundle(Path parent, String name, double threshold) throws IOException {
        ModelManifest shipped = BundleFiles.shipped().manifest();
        Path folder = Files.createDirectories(parent.resolve(name));
        String onnx = "/vigia/bundles/default/model.onnx";
        try (InputStream in = Objects.requireNonNull(OriginalRun.class.getResourceAsStream(onnx), onnx)) {
            Files.write(folder.resolve("model.onnx"), in.readAllBytes());
        }
        ModelManifest manifest = new ModelManifest(
                ModelManifest.FORMAT,
                name,
                "1",
                shipped.window(),
                new Scaling.Standard(70, 4),
                OutputScale.SCALED,
                new RuleSpec.AbsoluteError(threshold),
                shipped.trained(),
                shipped.error(),
                shipped.onnxSha256(),
                shipped.golden());
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(manifest));
        return folder;
    }

    private ConfigurableApplicationContext detector(Path folder) throws IOException {
        Map<String, String> variables = broker.variables(prefix);
        variables.put("VIGIA_DATA", folder.resolve("data").toString());
        variables.put("VIGIA_MODEL", bundle(folder, "first", 6).toString());
        variables.put("MANAGEMENT_PORT", "0");
        ConfigurableApplicationContext started = ServiceLauncher.startWithoutPublicPort(
                "stream-detector",
                Variables.of(variables),
                List.of(DetectorConfiguration.class),
                context -> context.registerBean("store", SeriesStore.class, () -> new MemorySeriesStore(10_000, null)));
        // It writes its default model: a bundle and an assignment. Of two writers at the same time the later one wins.
        broker.awaitCommitted(topics().models(), 2);
        return started;
    }
}
