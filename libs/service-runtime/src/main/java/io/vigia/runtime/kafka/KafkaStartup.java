package io.vigia.runtime.kafka;

import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.KafkaUnreachableException;
import io.vigia.kafka.TopicAdmin;
import io.vigia.kafka.TopicMismatchException;
import io.vigia.runtime.settings.FatalFailure;
import io.vigia.runtime.settings.StartRefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Waits for the topics; one instance for all services of a context. If Kafka is unavailable when a service starts, startup
 * continues, the service is not ready, and this retries until Kafka is available. Afterwards it reports to readiness whether
 * Kafka is still available.
 *
 * <p>A topic with a wrong configuration stops the start; if it is found later, it is published as {@link FatalFailure}.
 */
public final class KafkaStartup implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStartup.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final long HEALTH_TIMEOUT_MS = 2_000;

    private final KafkaSettings settings;
    private final Duration firstLook;
    private final ApplicationEventPublisher events;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Queue<KafkaFollower> followers;
    private final Thread thread;
    private volatile @Nullable Admin admin;
    private volatile boolean running;

    /**
     * @param followers notified in order, on the thread of this class, as soon as the topics exist
     */
    public KafkaStartup(KafkaSettings settings, ApplicationEventPublisher events, Collection<KafkaFollower> followers) {
        this(settings, FIRST_LOOK, events, followers);
    }

    /**
     * @param firstLook how long {@link #start} waits for Kafka, at most
     */
    KafkaStartup(
            KafkaSettings settings,
            Duration firstLook,
            ApplicationEventPublisher events,
            Collection<KafkaFollower> followers) {
        this.settings = settings;
        this.firstLook = firstLook;
        this.events = events;
        this.followers = new ArrayDeque<>(followers);
        this.thread = new Thread(this::open, "kafka-gate");
        this.thread.setDaemon(true);
    }

    /** True once the topics exist and all followers have started. */
    public boolean isOpen() {
        return opened.isDone() && !opened.isCompletedExceptionally();
    }

    /** Starts waiting, and blocks briefly: if Kafka is available, the service starts with its topics. */
    @Override
    public void start() {
        running = true;
        thread.start();
        try {
            opened.get(firstLook.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException away) {
            LOG.warn("Kafka at {} is unavailable; retrying in the background", settings.bootstrapServers());
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        thread.interrupt();
        Admin connected = admin;
        if (connected != null) {
            connected.close(Duration.ofSeconds(1));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the HTTP server, which starts late, and before the components that follow topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public Health health() {
        Admin connected = admin;
        if (connected == null || !isOpen()) {
            return Health.down()
                    .withDetail("why", "the topics do not exist yet")
                    .build();
        }
        try {
            int nodes = connected
                    .describeCluster()
                    .nodes()
                    .get(HEALTH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .size();
            return Health.up().withDetail("nodes", nodes).build();
        } catch (ExecutionException | TimeoutException away) {
            return Health.down().withDetail("why", "Kafka does not answer").build();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    private void open() {
        while (running && !opened.isDone()) {
            try {
                new TopicAdmin(connected(), settings.replication())
                        .ensure(settings.topics().all(settings.retentionMs()));
                tellFollowers();
                opened.complete(null);
            } catch (KafkaUnreachableException | KafkaException away) {
                LOG.warn("Could not create or check the topics, retrying: {}", away.getMessage());
                awaitSecond();
            } catch (RuntimeException | Error never) {
                refuse(never);
            }
        }
    }

    /** Created lazily: a client cannot be constructed while the broker's name does not resolve, as before its container runs. */
    private Admin connected() {
        Admin connected = admin;
        if (connected == null) {
            connected = Admin.create(settings.clientConfig());
            admin = connected;
        }
        return connected;
    }

    private void tellFollowers() {
        for (KafkaFollower next = followers.peek(); next != null; next = followers.peek()) {
            next.follow();
            followers.remove();
        }
    }

    /** A topic with a wrong configuration, or a follower that fails for a reason that waiting does not fix. */
    private void refuse(Throwable never) {
        if (!(never instanceof TopicMismatchException || never instanceof StartRefusedException)) {
            LOG.error("A Kafka-dependent component failed to start", never);
        }
        opened.completeExceptionally(never);
        events.publishEvent(new FatalFailure(String.valueOf(never.getMessage())));
    }

    private void awaitSecond() {
        try {
            // Never set to true here: it would undo a stop that comes at the end of the second.
            if (stopped.await(1, TimeUnit.SECONDS)) {
                running = false;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
