package io.vigia.cli.bench;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.Topics;
import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Scores readings from topic to topic with exactly-once, broker and topology in this process, one stream thread per core. */
final class Scoring implements Scenario {
    /** Number of readings in a sensor's warm-up: nearly all before its last calibration. */
    private static final int WARM_UP = 450;
    /** The first reading of a warm sensor. */
    private static final int WARM = 510;

    private static final int THREADS =
            Math.min(Topics.PARTITIONS, Runtime.getRuntime().availableProcessors());

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Phases shipped = new Phases();
        Phases constant = new Phases();
        Spread straight = new Spread();
        try (ModelBundle bundle = ModelBundle.shipped()) {
            Model model = bundle.model();
            // The first run is not measured: it compiles the code that all share.
            for (int i = 0; i <= plan.runs(); i++) {
                detect(
                        workshop,
                        plan,
                        i == 0 ? new Phases() : shipped,
                        (run, meters) -> config -> Topologies.detector(run, model, config, meters));
                detect(
                        workshop,
                        plan,
                        i == 0 ? new Phases() : constant,
                        (run, meters) -> config -> Topologies.constant(run, model, config, meters));
                straight(workshop, plan, i == 0 ? new Spread() : straight);
            }
        }
        return lines(shipped, constant, straight);
    }

    private static List<Comparison> lines(Phases shipped, Phases constant, Spread straight) {
        String same = "the same topology, network replaced by a constant";
        List<Comparison> lines = new ArrayList<>();
        lines.add(new Comparison(
                "readings scored, warm sensors, " + THREADS + " stream threads",
                "/s",
                shipped.warm,
                same,
                constant.warm,
                "≥ 80,000/s, ≥ 65 %"));
        lines.add(new Comparison("the same", "/s", shipped.warm, "straight through, no state", straight, ""));
        lines.add(new Comparison(
                "readings scored, first 450 of each sensor", "/s", shipped.warmUp, same, constant.warmUp, ""));
        lines.add(new Comparison("the same", "/s", shipped.warmUp, "straight through, no state", straight, ""));
        lines.add(Comparison.alone("readings judged together, warm sensors", "in a batch", shipped.batch, ""));
        lines.add(Comparison.alone("state of a sensor after 450 readings", "bytes", shipped.warmUpState, ""));
        lines.add(Comparison.alone("state of a warm sensor", "bytes", shipped.warmState, ""));
        lines.add(Comparison.alone("changelog, first 450 readings", "bytes a reading", shipped.warmUpLog, ""));
        lines.add(Comparison.alone("changelog, warm sensors", "bytes a reading", shipped.warmLog, ""));
        return lines;
    }

    private static void detect(
            BenchEnvironment workshop,
            BenchPlan plan,
            Phases phases,
            BiFunction<Variables, MeterRegistry, Function<StreamsConfig, Topology>> topology) {
        Variables run = newRun(workshop);
        KafkaSettings kafka = KafkaSettings.from(run);
        Preload preload = new Preload(kafka, plan.sensors());
        Offsets offsets = new Offsets(workshop.admin());
        MeterRegistry meters = new SimpleMeterRegistry();
        StreamRun streams = new StreamRun(offsets, run, topology.apply(run, meters));
        Changelogs changelogs = new Changelogs(kafka, offsets);

        preload.write(0, WARM_UP);
        phases.warmUp.add(streams.drain());
        long early = changelogs.bytes();
        phases.warmUpLog.add((double) early / WARM_UP / plan.sensors());
        phases.warmUpState.add(changelogs.stateBytesPerSensor());

        preload.write(WARM_UP, WARM);
        streams.drain();
        long before = changelogs.bytes();
        int each = plan.readings() / plan.sensors();
        preload.write(WARM, WARM + each);
        DistributionSummary batches = meters.get("vigia.detector.batch.size").summary();
        double judgedBefore = batches.totalAmount();
        long batchesBefore = batches.count();
        phases.warm.add(streams.drain());
        phases.batch.add((batches.totalAmount() - judgedBefore) / (batches.count() - batchesBefore));
        phases.warmLog.add((double) (changelogs.bytes() - before) / each / plan.sensors());
        phases.warmState.add(changelogs.stateBytesPerSensor());
        workshop.endRun(run);
    }

    private static void straight(BenchEnvironment workshop, BenchPlan plan, Spread measured) {
        Variables run = newRun(workshop);
        new Preload(KafkaSettings.from(run), plan.sensors()).write(0, plan.readings() / plan.sensors());
        Offsets offsets = new Offsets(workshop.admin());
        measured.add(new StreamRun(offsets, run, config -> Topologies.straight(run)).drain());
        workshop.endRun(run);
    }

    private static Variables newRun(BenchEnvironment workshop) {
        return workshop.newRun().with(Map.of(DetectorSettings.THREADS.variable(), Integer.toString(THREADS)));
    }

    /** The measurements of one topology. */
    private static final class Phases {
        final Spread warmUp = new Spread();
        final Spread warm = new Spread();
        final Spread batch = new Spread();
        final Spread warmUpState = new Spread();
        final Spread warmState = new Spread();
        final Spread warmUpLog = new Spread();
        final Spread warmLog = new Spread();
    }
}
