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
 * Runs the same topology on topics with their own prefix, beside production. Unlike the service, it stops when one of its
 * threads fails, because a caller waits for it and can be notified.
 */
public final class IsolatedDetector implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final ModelBundle first;
    private final KafkaStreams streams;
    private volatile @Nullable Throwable death;

    /**
     * @param kafka the topics that it reads and writes; they must exist, and no other detector may use their prefix
     * @param bundles whose models topic has the bundles named by changes of model
     * @param first the model before the first change
     * @param settings its folder must be used only by this run
     * @throws io.vigia.detection.onnx.BundleException if {@code first} is not usable
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
                        null,
                        false)
                .get();
        streams = new KafkaStreams(topology, properties, new BoundedClients(), new MonotonicTime());
        streams.setUncaughtExceptionHandler(this::onThreadDeath);
    }

    /** The consumer group whose committed offsets show the progress in the readings. */
    public static String group(KafkaSettings kafka) {
        return kafka.topics().detectorGroup();
    }

    /** The topics that Kafka Streams creates for its states. */
    public static List<String> stateTopics(KafkaSettings kafka) {
        return stateTopics(kafka, DetectTopology.storeNames());
    }

    static List<String> stateTopics(KafkaSettings kafka, List<String> stores) {
        return stores.stream()
                .map(store -> group(kafka) + "-" + store + "-changelog")
                .toList();
    }

    /** Starts; returns at once. */
    public IsolatedDetector start() {
        streams.start();
        return this;
    }

    /**
     * Whether fetched events still wait for their batch. A commit may cover them, so offsets alone do not show that
     * everything was scored.
     *
     * @throws IllegalStateException if it has failed, with the cause
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
     * Checks that it has not failed.
     *
     * @throws IllegalStateException if it has failed, with the cause
     */
    public void check() {
        Throwable cause = death;
        if (cause != null) {
            throw new IllegalStateException("the detector stopped: " + cause.getMessage(), cause);
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
