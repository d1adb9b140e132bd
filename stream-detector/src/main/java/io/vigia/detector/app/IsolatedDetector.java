package io.vigia.detector.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.detector.model.ModelLibrary;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.detector.topology.DetectorMetrics;
import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

/**
 * The same topology over topics of a prefix of its own, beside whatever runs in production. Unlike the service it gives
 * up when a thread of it dies, since somebody waits for it who can be told.
 */
public final class IsolatedDetector implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final ModelBundle first;
    private final KafkaStreams streams;
    private volatile @Nullable Throwable death;

    /**
     * @param kafka whose topics it reads and writes; they exist, and no other detector has their prefix
     * @param bundles whose models topic has the bundles that changes of model name
     * @param first judges before every change
     * @param settings its folder is this run's alone
     * @throws io.vigia.detection.onnx.BundleException if {@code first} can't be used
     */
    public IsolatedDetector(KafkaSettings kafka, KafkaSettings bundles, BundleFiles first, DetectorSettings settings) {
        this.first = ModelBundle.of(first);
        Properties properties = StreamsProperties.of(kafka, settings);
        Topology topology = new DetectTopology(
                        kafka.topics(),
                        this.first.model(),
                        new ModelLibrary(bundles, this.first.model()),
                        new DetectTopology.Batching(settings.batchSize(), settings.maxWaitMs()),
                        new StreamsConfig(properties),
                        new DetectorMetrics(new SimpleMeterRegistry()),
                        null)
                .get();
        streams = new KafkaStreams(topology, properties, new BoundedClients(), new MonotonicTime());
        streams.setUncaughtExceptionHandler(this::onThreadDeath);
    }

    /** The consumer group whose committed offsets say what was taken from the readings. */
    public static String group(KafkaSettings kafka) {
        return kafka.topics().detectorGroup();
    }

    /** The topics that Kafka Streams makes for its states. */
    public static List<String> stateTopics(KafkaSettings kafka) {
        return DetectTopology.storeNames().stream()
                .map(store -> group(kafka) + "-" + store + "-changelog")
                .toList();
    }

    /** Starts; returns at once. */
    public IsolatedDetector start() {
        streams.start();
        return this;
    }

    /**
     * Whether events that were taken still wait for their batch. A commit may cover them, so that offsets alone don't tell
     * that everything was judged.
     *
     * @throws IllegalStateException if it has died, with the cause
     */
    public boolean waits() {
        check();
        try (KeyValueIterator<Integer, byte[]> pending = streams.store(StoreQueryParameters.fromNameAndType(
                        DetectTopology.pendingStore(), QueryableStoreTypes.<Integer, byte[]>keyValueStore()))
                .all()) {
            return pending.hasNext();
        } catch (InvalidStateStoreException notYet) {
            return true;
        }
    }

    /**
     * Notices a death.
     *
     * @throws IllegalStateException if it has died, with the cause
     */
    public void check() {
        Throwable cause = death;
        if (cause != null) {
            throw new IllegalStateException("the detector gave up: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
        first.close();
    }

    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        death = cause;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
