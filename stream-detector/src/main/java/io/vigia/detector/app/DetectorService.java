package io.vigia.detector.app;

import io.vigia.contract.kafka.KafkaUnreachableException;
import io.vigia.contract.kafka.TopicAdmin;
import io.vigia.contract.settings.KafkaSettings;
import io.vigia.detector.topology.DetectTopology;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology: waits for Kafka, creates the topics, keeps the threads alive, leaves the group on a stop. */
public final class DetectorService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorService.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final DetectTopology topology;
    private final Properties properties;
    private final Runnable onTopics;
    private final Consumer<String> onRefused;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread starter = new Thread(this::run, "detector-start");
    private volatile @Nullable KafkaStreams streams;

    /**
     * @param onTopics called once, when all topics are there
     * @param onRefused called with one sentence if the service can't run at all
     */
    DetectorService(
            KafkaSettings kafka,
            DetectTopology topology,
            Properties properties,
            Runnable onTopics,
            Consumer<String> onRefused) {
        this.kafka = kafka;
        this.topology = topology;
        this.properties = properties;
        this.onTopics = onTopics;
        this.onRefused = onRefused;
    }

    /** Starts; returns at once, Kafka may not be there yet. */
    void start() {
        starter.start();
    }

    /** The state of Kafka Streams; null before Kafka was first reached. */
    public KafkaStreams.@Nullable State state() {
        KafkaStreams running = streams;
        return running == null ? null : running.state();
    }

    /** The state's ordinal in {@link KafkaStreams.State}; -1 before Kafka was first reached. */
    int stateNumber() {
        KafkaStreams.State state = state();
        return state == null ? -1 : state.ordinal();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            starter.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        KafkaStreams running = streams;
        if (running != null) {
            // A member that only stops polling would hold its partitions until the session time-out.
            running.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_TIMEOUT));
        }
    }

    private void run() {
        try {
            if (awaitTopics()) {
                onTopics.run();
                KafkaStreams running = new KafkaStreams(topology.get(), properties);
                running.setUncaughtExceptionHandler(this::onThreadDeath);
                streams = running;
                running.start();
            }
        } catch (RuntimeException fatal) {
            LOG.error("The detector can't start: {}", fatal.getMessage(), fatal);
            onRefused.accept(String.valueOf(fatal.getMessage()));
        }
    }

    private boolean awaitTopics() {
        while (closing.getCount() > 0) {
            try (Admin admin = Admin.create(kafka.clientConfig())) {
                new TopicAdmin(admin, kafka.replication()).ensure(kafka.topics().all(kafka.retentionMs()));
                return true;
            } catch (KafkaUnreachableException away) {
                LOG.warn("Waiting for Kafka: {}", away.getMessage());
                await();
            }
        }
        return false;
    }

    private void await() {
        try {
            closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        LOG.error("A stream thread died and is replaced; its transaction is aborted and done again", cause);
        await();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
