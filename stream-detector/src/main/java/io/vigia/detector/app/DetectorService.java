package io.vigia.detector.app;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.vigia.web.KafkaMeters;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology: keeps its threads alive, and leaves the group on a stop. */
public final class DetectorService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorService.class);
    private static final Duration PAUSE_AFTER_DEATH = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final Supplier<Topology> topology;
    private final Properties properties;
    private final KafkaMeters meters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable OrphanWatch orphans;

    DetectorService(Supplier<Topology> topology, Properties properties, KafkaMeters meters) {
        this.topology = topology;
        this.properties = properties;
        this.meters = meters;
    }

    /** Starts; wants the topics to be there, and returns before partitions are assigned. */
    void start() {
        KafkaStreams starting = new KafkaStreams(topology.get(), new StreamsConfig(properties), new MonotonicTime());
        starting.setUncaughtExceptionHandler(this::onThreadDeath);
        meters.follow(new KafkaStreamsMetrics(starting));
        streams = starting;
        orphans = new OrphanWatch(starting, properties).start();
        starting.start();
    }

    /** The state of Kafka Streams; null before the start. */
    public KafkaStreams.@Nullable State state() {
        KafkaStreams running = streams;
        return running == null ? null : running.state();
    }

    /** The state's ordinal in {@link KafkaStreams.State}; -1 before the start. */
    int stateNumber() {
        KafkaStreams.State state = state();
        return state == null ? -1 : state.ordinal();
    }

    @Override
    public void close() {
        closing.countDown();
        OrphanWatch watching = orphans;
        if (watching != null) {
            watching.close();
        }
        KafkaStreams running = streams;
        if (running != null) {
            // A member that only stops polling would hold its partitions until the session time-out.
            running.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_TIMEOUT));
        }
    }

    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        LOG.error("A stream thread died and is replaced; its transaction is aborted and done again", cause);
        try {
            closing.await(PAUSE_AFTER_DEATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
