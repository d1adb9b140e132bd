package io.vigia.cli.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.contract.Topics;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.Network;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.model.ModelLibrary;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.detector.topology.DetectorMetrics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The detector's topology, and what bounds it. */
final class Topologies {
    private Topologies() {}

    /** As the detector runs it. */
    static Topology detector(Variables run, Model model, StreamsConfig config, MeterRegistry meters) {
        DetectorSettings settings = DetectorSettings.from(run);
        return new DetectTopology(
                        KafkaSettings.from(run).topics(),
                        model,
                        new ModelLibrary(KafkaSettings.from(run), model),
                        new DetectTopology.Batching(settings.batchSize(), settings.maxWaitMs()),
                        config,
                        new DetectorMetrics(meters),
                        null,
                        true)
                .get();
    }

    /** The same with a network that always answers 0 and costs nothing. */
    static Topology constant(Variables run, Model model, StreamsConfig config, MeterRegistry meters) {
        return detector(
                run, new Model(model.manifest(), new Constant(model.manifest().window())), config, meters);
    }

    /** From topic to topic, byte for byte, under the same guarantees. */
    static Topology straight(Variables run) {
        Topics topics = KafkaSettings.from(run).topics();
        return new Topology()
                .addSource("readings", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.readings())
                .addSink("scores", topics.scores(), new ByteArraySerializer(), new ByteArraySerializer(), "readings");
    }

    private record Constant(int window) implements Network {
        @Override
        public void predict(float[] windows, int rows, float[] predictions) {
            Arrays.fill(predictions, 0, rows, 0);
        }
    }
}
