package io.vigia.notifier.delivery;

import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ThreadFailures;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads changes of incidents, on its own thread, and commits what the channels have settled. A group that has never committed
 * begins at the end: nobody is told of what happened before the first start.
 */
final class IncidentReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final Set<String> channels;
    private final BooleanSupplier loaded;
    private final Taker taker;
    private final ThreadFailures failures = new ThreadFailures();
    private final Thread thread = new Thread(this::run, "incident-reader");
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private volatile boolean reading;
    private volatile boolean closed;

    /** Receives a record; a channel that it adds to the progress settles the record there. */
    @FunctionalInterface
    interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record, PartitionProgress progress) throws InterruptedException;
    }

    /** @param loaded whether records may be taken */
    IncidentReader(
            KafkaSettings kafka, Set<String> channels, BooleanSupplier loaded, Taker taker, NotifierMetrics metrics) {
        this.kafka = kafka;
        this.channels = channels;
        this.loaded = loaded;
        this.taker = taker;
        thread.setDaemon(true);
        metrics.follow(failures);
    }

    void start() {
        thread.start();
    }

    boolean isReading() {
        return reading;
    }

    @Nullable
    String recentFailure() {
        return failures.recent();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                read(consumer);
            } catch (InterruptException | InterruptedException stopped) {
                closed = true;
            } catch (KafkaException failed) {
                LOG.warn("The reader of incidents restarts at its last commit, because of: {}", failed.toString());
                pause();
            } catch (RuntimeException | Error unexpected) {
                failures.note(unexpected);
                LOG.error("The reader of incidents failed and restarts at its last commit", unexpected);
                pause();
            } finally {
                reading = false;
                forget(Set.copyOf(partitions.keySet()));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        // Only for what retention has removed: where nothing was committed, the end is committed first.
        config.put("auto.offset.reset", "earliest");
        config.put("group.id", kafka.topics().notifierGroup());
        config.put("session.timeout.ms", 6_000);
        config.put("heartbeat.interval.ms", 500);
        return BoundedConsumers.of(config);
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        while (!closed && !loaded.getAsBoolean()) {
            Thread.sleep(POLL.toMillis());
        }
        consumer.subscribe(List.of(kafka.topics().incidents()), new Assigned(consumer));
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                PartitionProgress progress = Objects.requireNonNull(
                        partitions.get(new TopicPartition(record.topic(), record.partition())), "not assigned");
                taker.take(record, progress);
                progress.read(record.offset());
            }
            commit(consumer);
        }
        commit(consumer);
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            OffsetAndMetadata now = progress.toCommit();
            if (!now.equals(committed.get(partition))) {
                changed.put(partition, now);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(changed);
            committed.putAll(changed);
        } catch (RebalanceInProgressException rebalancing) {
            LOG.debug("Nothing is committed during a rebalance; it is repeated after it");
        } catch (CommitFailedException lost) {
            LOG.warn("The partitions went to another notifier before the commit, which may repeat notifications");
        }
    }

    private void forget(Collection<TopicPartition> lost) {
        for (TopicPartition partition : lost) {
            PartitionProgress progress = partitions.remove(partition);
            if (progress != null) {
                progress.discard();
            }
            committed.remove(partition);
        }
    }

    private final class Assigned implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Assigned(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            Set<TopicPartition> all = new HashSet<>(assigned);
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(all);
            for (TopicPartition partition : assigned) {
                OffsetAndMetadata last = known.get(partition);
                if (last == null) {
                    consumer.seekToEnd(Set.of(partition));
                }
                partitions.put(partition, new PartitionProgress(channels, last, consumer.position(partition)));
                if (last != null) {
                    committed.put(partition, last);
                }
            }
            // At once: what comes after the first start must not be lost if the second one follows before the first
            // record.
            commit(consumer);
            reading = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            commit(consumer);
            forget(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            forget(lost);
        }
    }
}
