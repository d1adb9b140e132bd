package io.vigia.detector.topology;

import io.vigia.contract.Topics;
import io.vigia.detection.model.Model;
import io.vigia.kafka.UnknownTypes;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 * The topology: one source, one processor with its five stores, and a sink per topic; and, for a shadow model, a second
 * processor whose only output is scores. A pure function of its inputs.
 *
 * @param topics the topics that it reads and writes
 * @param model the model for sensors without a change of model
 * @param models the source of models that changes name
 * @param batching the limits of a batch
 * @param config the Streams configuration for names and caching
 * @param metrics its metrics
 * @param shadow a second model that scores the same readings for comparison; null for none
 * @param watches whether sensors that fall silent are noticed; a replay finds that in its log
 */
public record DetectTopology(
        Topics topics,
        Model model,
        ModelSource models,
        Batching batching,
        StreamsConfig config,
        DetectorMetrics metrics,
        @Nullable Shadow shadow,
        boolean watches)
        implements Supplier<Topology> {

    static final String SOURCE = "readings";
    static final String DETECT = "detect";
    static final String SHADOW = "shadow";
    static final String SHADOW_SCORES = "shadow-scores";
    static final String ASSIGNMENTS = "model-assignments";

    /**
     * Small segments that are compacted soon. A restart reads the whole changelog, and the newest segment, which is never
     * compacted, has a record per reading instead of per sensor.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            Integer.toString(4 << 20),
            "min.cleanable.dirty.ratio",
            "0.2",
            "max.compaction.lag.ms",
            "600000");

    /**
     * The limits of a batch.
     *
     * @param size maximum number of readings; at least 1
     * @param maxWaitMs maximum wait of the first reading, in milliseconds; at least 1
     */
    public record Batching(int size, long maxWaitMs) {}

    /**
     * A model that scores without consequences.
     *
     * @param metrics its own metrics
     */
    public record Shadow(Model model, DetectorMetrics metrics) {}

    /** The names of the state stores. */
    record Stores(String states, String histories, String pending, String settings) {
        static final Stores NAMES = new Stores("sensor-states", "sensor-histories", "pending", "sensor-settings");
        private static final Stores SHADOW =
                new Stores("shadow-states", "shadow-histories", "shadow-pending", "shadow-settings");

        List<String> names() {
            return List.of(states, histories, pending, settings);
        }

        static Stores of(ModelRole role) {
            return role instanceof ModelRole.Deciding ? NAMES : SHADOW;
        }
    }

    /** The configuration of each changelog. */
    public static Map<String, String> changelogConfig() {
        return CHANGELOG;
    }

    /** The names of all state stores, with or without those of a shadow. */
    public static List<String> stores(boolean withShadow) {
        return !withShadow
                ? storeNames()
                : Stream.concat(storeNames().stream(), Stores.SHADOW.names().stream())
                        .toList();
    }

    /** The names of all state stores except those of a shadow. */
    public static List<String> storeNames() {
        return Stream.concat(Stores.NAMES.names().stream(), Stream.of(ASSIGNMENTS))
                .toList();
    }

    /** The name of the store of sensor states. */
    public static String statesStore() {
        return Stores.NAMES.states();
    }

    /** The name of the store of pending events. */
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
        ModelRole deciding = new ModelRole.Deciding(model, models, "/" + topics.prefix() + "/stream-detector", watches);
        topology.addProcessor(DETECT, new DetectSupplier(deciding, metrics), SOURCE);
        sink(topology, VerdictOutputs.SCORES, topics.scores(), DETECT);
        sink(topology, VerdictOutputs.ANOMALIES, topics.anomalies(), DETECT);
        sink(topology, VerdictOutputs.INCIDENTS, topics.incidents(), DETECT);
        if (watches) {
            sink(topology, VerdictOutputs.SILENCES, topics.readings(), DETECT);
        }
        sink(topology, VerdictOutputs.DETECTIONS, topics.detections(), DETECT);
        sink(topology, VerdictOutputs.SENSORS, topics.sensors(), DETECT);
        sink(topology, VerdictOutputs.MODELS, topics.models(), DETECT);
        sink(topology, VerdictOutputs.LABELS, topics.labels(), DETECT);
        if (shadow != null) {
            ModelRole shadowing = new ModelRole.Shadowing(shadow.model());
            topology.addProcessor(SHADOW, new DetectSupplier(shadowing, shadow.metrics()), SOURCE);
            sink(topology, SHADOW_SCORES, topics.shadowScores(), SHADOW);
        }
        return topology;
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private final class DetectSupplier implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        private final ModelRole role;
        private final DetectorMetrics counted;
        private final UnknownTypes unknownTypes = new UnknownTypes();

        DetectSupplier(ModelRole role, DetectorMetrics counted) {
            this.role = role;
            this.counted = counted;
        }

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new DetectProcessor(role, batching, counted, unknownTypes);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            Stores names = Stores.of(role);
            // In this order each time: the description depends on it.
            Set<StoreBuilder<?>> stores = new LinkedHashSet<>(
                    List.of(states(names), histories(names), pending(names), byPattern(names.settings())));
            if (role instanceof ModelRole.Deciding) {
                stores.add(byPattern(ASSIGNMENTS));
            }
            return stores;
        }
    }

    /**
     * In memory: for each sensor one entry of about 1,700 bytes, read for every reading, and one of about 100 with its rhythm; and
     * one per open incident, about 500 bytes each, and per sensor with false alarms, about 65 bytes for each of those.
     */
    private static StoreBuilder<?> states(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(names.states()),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** On disk: 500 entries per sensor during warm-up would not fit in memory, and they are read only twice. */
    private static StoreBuilder<?> histories(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(names.histories()),
                        Serdes.Bytes(),
                        Serdes.Double())
                .withLoggingEnabled(CHANGELOG);
    }

    /** The cache reduces a put and a delete per reading to at most one batch of changelog records per commit. */
    private static StoreBuilder<?> pending(Stores names) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(names.pending()),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** One entry per pattern of sensors: the change that applies to them. */
    private static StoreBuilder<?> byPattern(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
