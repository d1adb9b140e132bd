package io.vigia.detector.topology;

import io.vigia.contract.kafka.Topics;
import io.vigia.detection.Model;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology: one source, one processor with its four stores, a sink for each topic. A pure function of what it is
 * made of.
 *
 * @param topics where it reads and writes
 * @param model what judges where no change of model applies
 * @param models where changes find their models
 * @param batching how long and how many readings wait for each other
 * @param config the Streams configuration that names and caching follow
 * @param metrics what it counts
 */
public record DetectTopology(
        Topics topics,
        Model model,
        ModelSource models,
        Batching batching,
        StreamsConfig config,
        DetectorMetrics metrics)
        implements Supplier<Topology> {

    static final String SOURCE = "readings";
    static final String DETECT = "detect";

    /**
     * Small segments that are soon compacted: a restart reads the whole changelog, and the default segment of 1 GiB
     * would make that minutes.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", Integer.toString(16 << 20),
            "min.cleanable.dirty.ratio", "0.2",
            "max.compaction.lag.ms", "600000");

    /**
     * When a batch is judged, at the latest.
     *
     * @param size readings; at least 1
     * @param maxWaitMs milliseconds that the first of them waits; at least 1
     */
    public record Batching(int size, long maxWaitMs) {}

    /** The names of the state stores. */
    record Stores(String states, String histories, String pending, String assignments) {
        static final Stores NAMES = new Stores("sensor-states", "sensor-histories", "pending", "model-assignments");
    }

    @Override
    public Topology get() {
        Topology topology = new Topology(new TopologyConfig(config));
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.readings());
        topology.addProcessor(DETECT, new DetectSupplier(), SOURCE);
        sink(topology, VerdictOutputs.SCORES, topics.scores());
        sink(topology, VerdictOutputs.ANOMALIES, topics.anomalies());
        sink(topology, VerdictOutputs.DETECTIONS, topics.detections());
        sink(topology, VerdictOutputs.SENSORS, topics.sensors());
        sink(topology, VerdictOutputs.MODELS, topics.models());
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), DETECT);
    }

    private final class DetectSupplier implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new DetectProcessor(
                    Stores.NAMES, model, models, batching, "/" + topics.prefix() + "/stream-detector", metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(states(), histories(), pending(), assignments());
        }
    }

    /** In memory: at most as many entries as there may be sensors, about 600 bytes each, read at every reading. */
    private static StoreBuilder<?> states() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.NAMES.states()),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** On disk: 500 entries for each sensor that warms up would not fit in memory, and nothing reads them but twice. */
    private static StoreBuilder<?> histories() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(Stores.NAMES.histories()),
                        Serdes.Bytes(),
                        Serdes.Double())
                .withLoggingEnabled(CHANGELOG);
    }

    /** The cache turns a put and a delete for each reading into at most one batch of changelog records a commit. */
    private static StoreBuilder<?> pending() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.NAMES.pending()),
                        Serdes.Integer(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** One entry for each pattern of sensors that a model was deployed for. */
    private static StoreBuilder<?> assignments() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(Stores.NAMES.assignments()),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
