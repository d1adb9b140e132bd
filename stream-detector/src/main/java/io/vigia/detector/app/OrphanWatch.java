package io.vigia.detector.app;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks for {@link OrphanedTransactions} while this process waits to take over partitions. When a member fails, the group
 * reassigns its partitions, so the members that get them rebalance; at all other times this does nothing.
 */
final class OrphanWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** The time-out of a request, which is then repeated; {@link #close} may wait as long. */
    private static final int REQUEST_TIMEOUT_MS = 5_000;

    private final KafkaStreams streams;
    private final Admin admin;
    private final OrphanedTransactions orphans;
    private final FormerMembers former;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "orphan-watch");
    private boolean warned;

    /** @param properties those of {@code streams} */
    OrphanWatch(KafkaStreams streams, Properties properties) {
        this.streams = streams;
        StreamsConfig config = new StreamsConfig(properties);
        Map<String, Object> client = config.getAdminConfigs("orphan-watch");
        client.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
        client.put("default.api.timeout.ms", REQUEST_TIMEOUT_MS);
        admin = Admin.create(client);
        int timeoutMs = Integer.parseInt(String.valueOf(
                config.getProducerConfigs("orphan-watch").get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)));
        String group = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        orphans = new OrphanedTransactions(admin, group, timeoutMs);
        former = new FormerMembers(admin, group);
        thread.setDaemon(true);
    }

    /** Ends the transactions that a previous run of this process left, then starts; call it before the streams start. */
    OrphanWatch start() {
        look(orphans::abortFormer);
        removeFormer();
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed.countDown();
        admin.close(Duration.ZERO);
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (streams.state() == KafkaStreams.State.REBALANCING) {
                    look(orphans::abort);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeFormer() {
        try {
            if (former.remove(consumers())) {
                LOG.info("Removed the previous run of this detector from its consumer group");
            }
        } catch (RuntimeException | Error failed) {
            LOG.warn(
                    "Could not remove the previous run of this detector from its consumer group; waiting for its session"
                            + " to time out: {}",
                    failed.toString());
        }
    }

    private void look(UnaryOperator<Set<String>> way) {
        try {
            Set<String> aborted = way.apply(consumers());
            if (!aborted.isEmpty()) {
                LOG.info("Aborted the open transactions of failed detectors: {}", aborted);
            }
            warned = false;
        } catch (RuntimeException | Error failed) {
            // Whatever the cause, the next attempt may succeed.
            if (!warned && closed.getCount() > 0) {
                warned = true;
                LOG.warn(
                        "Could not abort the transactions of failed detectors; each ends when it times out: {}",
                        failed.toString());
            }
        }
    }

    private Set<String> consumers() {
        return streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::consumerClientId)
                .collect(Collectors.toSet());
    }
}
