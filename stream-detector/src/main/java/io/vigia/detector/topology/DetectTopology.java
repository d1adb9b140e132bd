package io.vigia.detector.topology;

import io.vigia.contract.Topics;
import io.vigia.detection.Model;
import io.vigia.kafka.UnknownTypes;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The topology: one source, one processor with its four stores, a sink for each topic; and the same once more, with the
 * scores alone, for a shadow. A pure function of what it is
 * made of.
 *
 * @param topics where it reads and writes
 * @param model what judges where no change of model applies
 * @param models where changes find their models
 * @param batching how long and how many readings wait for each other
 * @param config the Streams configuration that names and caching follow
 * @param metrics what it counts
 * @param shadow a second model that judges the same readings for comparison; null for none
 */
public record DetectTopology(
        Topics topics,
        Model model,
        ModelSource models,
        Batching batching,
        StreamsConfig config,
        DetectorMetrics metrics,
        @Nullable Shadow shadow)
        implements Supplier<Topology> {

    static final String SOURCE = "readings";
    static final String DETECT = "detect";
    static final String SHADOW = "shadow";
    static final String ASSIGNMENTS = "model-assignments";

    /**
     * Small segments that are soon compacted: a restart reads the whole changelog, and the newest segment, which is never
     * compacted, holds a record for each reading and not for each sensor.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", Integer.toString(4 << 20),
            "min.cleanable.dirty.ratio", "0.2",
            "max.compaction.lag.ms", "600000");

    /**
     * When a batch is judged, at the latest.
     *
     * @param size readings; at least 1
     * @param maxWaitMs milliseconds that the first of them waits; at least 1
     */
    public record Batching(int size, long maxWaitMs) {}

    /**
     * A model that judges without consequence.
     *
     * @param metrics what is counted of it, apart from the other's
     */
    public record Shadow(Model model, DetectorMetrics metrics) {}

    /** The names of the state stores. */
    record Stores(String states, String histories, String pending) {
        static final Stores NAMES = new Stores("sensor-states", "sensor-histories", "pending");
        static final Stores SHADOW = new Stores("shadow-states", "shadow-histories", "shadow-pending");
    }

    /** The names of all state stores, but a shadow's. */
    public static List<String> storeNames() {
        return List.of(Stores.NAMES.states(), Stores.NAMES.histories(), Stores.NAMES.pending(), ASSIGNMENTS);
    }

    /** The name of the store of what is known of each sensor. */
    public static String statesStore() {
        return Stores.NAMES.states();
    }

    /** The name of the store of what waits for its batch. */
    public static String pendingStore() {
        return Stores.NAMES.pending();
    }

    @Override
    public Topology get() {
        Topology topology = new Topology(new TopologyConfig(config));
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new ArrivalTime(InstantSource.system()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.readings());
        ModelRole deciding = new ModelRole.Deciding(model, models, "/" + topics.prefix() + "/stream-detector");
        topology.addProcessor(DETECT, new DetectSupplier(deciding, metrics), SOURCE);
        sink(topology, VerdictOutputs.SCORES, topics.scores(), DETECT);
        sink(topology, VerdictOutputs.ANOMALIES, topics.anomalies(), DETECT);
        sink(topology, VerdictOutputs.DETECTIONS, topics.detections(), DETECT);
        sink(topology, VerdictOutputs.SENSORS, topics.sensors(), DETECT);
        sink(topology, VerdictOutputs.MODELS, topics.models(), DETECT);
        if (shadow != null) {
            ModelRole shadowing = new ModelRole.Shadowing(shadow.model());
            topology.addProcessor(SHADOW, new DetectSupplier(shadowing, shadow.metrics()), SOURCE);
            sink(topology, ShadowOutputs.SCORES, topics.shadowScores(), SHADOW);
        }
        return topology;
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private final class DetectSupplier implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        private final ModelRole part;
        private final DetectorMetrics counted;
        private final UnknownTypes unknownTypes = new UnknownTypes();

        DetectSupplier(ModelRole part, DetectorMetrics counted) {
            this.part = part;
            this.counted = counted;
        }

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new DetectProcessor(part, batching, counted, unknownTypes);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            Stores names = part.stores();
            Set<StoreBuilder<?>> stores = new HashSet<>(Set.of(states(names), histories(names), pending(names)));
            if (part instanceof ModelRole.Deciding) {
                stores.add(assignments());
            }
            return stores;
        }
    }

    /** In memory: at most as many entries as there may be sensors, about 600 bytes each, read at every reading. */
    private static StoreBuilder<?> states(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(names.states()),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** On disk: 500 entries for each sensor that warms up would not fit in memory, and nothing reads them but twice. */
    private static StoreBuilder<?> histories(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(names.histories()),
                        Serdes.Bytes(),
                        Serdes.Double())
                .withLoggingEnabled(CHANGELOG);
    }

    /** The cache turns a put and a delete for each reading into at most one batch of changelog records a commit. */
    private static StoreBuilder<?> pending(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(names.pending()),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** One entry for each pattern of sensors that a model was deployed for. */
    private static StoreBuilder<?> assignments() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(ASSIGNMENTS),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
