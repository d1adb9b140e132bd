package io.vigia.detector.app;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ThreadFailures;
import io.vigia.kafka.TopicAdmin;
import io.vigia.runtime.kafka.KafkaMeters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology: replaces failed threads, and leaves the group on a stop. */
public final class DetectorService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorService.class);
    private static final Duration PAUSE_AFTER_DEATH = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private final Supplier<Topology> topology;
    private final List<String> stores;
    private final Properties properties;
    private final KafkaMeters meters;
    private final LostOffsetsPolicy lostOffsets;
    private final KafkaSettings kafka;
    private final StateFolder stateFolder;
    private final ThreadFailures deaths = new ThreadFailures();
    private final StreamWatch watch;
    private final StateCopies copies = new StateCopies(System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable OrphanWatch orphans;
    private volatile @Nullable Admin admin;

    /** @param stores the names of all state stores of the topology */
    DetectorService(
            KafkaSettings kafka,
            LostOffsetsPolicy lostOffsets,
            Supplier<Topology> topology,
            List<String> stores,
            Properties properties,
            KafkaMeters meters) {
        this.kafka = kafka;
        this.watch = new StreamWatch(kafka.topics(), System::nanoTime);
        this.lostOffsets = lostOffsets;
        this.topology = topology;
        this.stores = stores;
        this.properties = properties;
        this.meters = meters;
        stateFolder = new StateFolder(Path.of(
                properties.getProperty(StreamsConfig.STATE_DIR_CONFIG),
                properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG)));
    }

    /**
     * Starts; the topics must exist. Returns before partitions are assigned.
     *
     * @throws io.vigia.runtime.settings.StartRefusedException if the group's offsets are lost
     * @throws KafkaException if Kafka is unavailable; it may be called again
     */
    void start() {
        Admin connected = admin;
        if (connected == null) {
            connected = Admin.create(kafka.clientConfig());
            admin = connected;
        }
        // An older version that leads the group does not know of stores that are new, and nobody would create their
        // changelogs, for which this one would wait.
        new TopicAdmin(connected, kafka.replication()).extend(StreamsProperties.changelogs(kafka, stores));
        new LostOffsets(kafka, connected, lostOffsets).check();
        KafkaStreams starting = new KafkaStreams(topology.get(), properties, new BoundedClients(), new MonotonicTime());
        try {
            orphans = new OrphanWatch(starting, properties).start();
        } catch (KafkaException failed) {
            // It would keep the lock of the state folder, so that no repeated start could succeed.
            starting.close(CLOSE_TIMEOUT);
            throw failed;
        }
        starting.setUncaughtExceptionHandler(this::onThreadDeath);
        meters.follow(new KafkaStreamsMetrics(starting));
        streams = starting;
        stateFolder.open();
        starting.start();
    }

    /** The state of Kafka Streams; null before the start. */
    public KafkaStreams.@Nullable State state() {
        KafkaStreams running = streams;
        return running == null ? null : running.state();
    }

    /** The number of failed stream threads. */
    public long deaths() {
        return deaths.count();
    }

    /**
     * Why readings get no verdicts although the stream runs, or would get none if another detector stopped; null if they
     * do. May query Kafka.
     */
    @Nullable
    String trouble() {
        String death = deaths.recent();
        if (death != null) {
            return "a stream thread failed within the last minute: " + death;
        }
        KafkaStreams running = streams;
        Admin connected = admin;
        if (running == null || connected == null) {
            return null;
        }
        try {
            String trouble = watch.trouble(running, connected);
            return trouble != null || running.state() != KafkaStreams.State.RUNNING ? trouble : copies.missing(running);
        } catch (IllegalStateException notRunning) {
            return null;
        }
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
            // A member that only stops polling would keep its partitions until its session times out.
            boolean closed = running.close(
                    CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                            .withTimeout(CLOSE_TIMEOUT));
            if (closed) {
                noteClosed();
            }
        }
        Admin connected = admin;
        if (connected != null) {
            connected.close(Duration.ofSeconds(1));
        }
    }

    private void noteClosed() {
        try {
            stateFolder.closed();
        } catch (IOException failed) {
            LOG.warn(
                    "Could not record that the state stores are closed, so the next start restores all states from Kafka",
                    failed);
        }
    }

    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        deaths.note(cause);
        LOG.error("A stream thread failed and is replaced; its transaction is aborted and retried", cause);
        try {
            closing.await(PAUSE_AFTER_DEATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
