package io.vigia.cli.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.cli.kafka.Offsets;
import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The memory of many sensors compared with that of a few, each with its first readings scored. */
final class Memory implements Scenario {
    private static final int READINGS = 25;
    private static final double REPORTED = 100_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Variables run = workshop.newRun();
        new Preload(KafkaSettings.from(run), plan.manySensors()).write(0, READINGS);
        Offsets offsets = new Offsets(workshop.admin());
        long liveBefore = Machine.liveHeapBytes();
        long residentBefore = Machine.residentBytes();
        long[] after = new long[2];
        try (ModelBundle bundle = ModelBundle.shipped()) {
            new StreamRun(offsets, run, config -> topology(run, bundle.model(), config)).drain(() -> {
                after[0] = Machine.liveHeapBytes();
                after[1] = Machine.residentBytes();
            });
        }
        workshop.endRun(run);
        double scale = REPORTED / plan.manySensors() / (1 << 20);
        return List.of(
                Comparison.alone(
                        "detector's heap for 100,000 sensors, after a collection",
                        "MB",
                        new Spread().add((after[0] - liveBefore) * scale),
                        ""),
                Comparison.alone(
                        "growth of resident memory while 100,000 sensors were scored, garbage included",
                        "MB",
                        new Spread().add((after[1] - residentBefore) * scale),
                        ""));
    }

    private static Topology topology(Variables run, Model model, StreamsConfig config) {
        return Topologies.detector(run, model, config, new SimpleMeterRegistry());
    }
}
