package io.vigia.detector.sink;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.vigia.contract.Excerpt;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.UnknownTypeException;
import io.vigia.kafka.BoundedConsumers;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ThreadFailures;
import io.vigia.kafka.UnknownTypes;
import io.vigia.runtime.thread.DaemonScheduler;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes scores and anomalies to the store, on its own thread. Offsets are committed only after the store has
 * responded, and writes are idempotent, so nothing is lost if a sink fails at any point. While the store is unavailable, it
 * retries, with its partitions paused. A store that is not durable is filled from the beginning at each start.
 */
public final class ScoreSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScoreSink.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final SinkSettings settings;
    private final SeriesStore store;
    private final SinkMetrics metrics;
    private final SinkRecords records;
    private final SinkProgress progress = new SinkProgress();
    private final ThreadFailures failures = new ThreadFailures();
    private final UnknownTypes unknownTypes = new UnknownTypes();
    private final Thread thread = new Thread(this::run, "score-sink");
    private final ScheduledExecutorService watch = DaemonScheduler.named("score-sink-clock");
    private final ClockWatch clock;
    private @Nullable KafkaConsumer<byte[], byte[]> current;
    private volatile boolean closed;

    public ScoreSink(KafkaSettings kafka, SinkSettings settings, SeriesStore store, SinkMetrics metrics) {
        this(kafka, settings, store, metrics, System::currentTimeMillis);
    }

    /** @param wallMillis the wall clock, in epoch milliseconds */
    ScoreSink(
            KafkaSettings kafka,
            SinkSettings settings,
            SeriesStore store,
            SinkMetrics metrics,
            LongSupplier wallMillis) {
        this.kafka = kafka;
        this.settings = settings;
        this.store = store;
        this.metrics = metrics;
        this.records = new SinkRecords(kafka.topics());
        this.clock = new ClockWatch(wallMillis);
        metrics.follow(failures);
    }

    /** Starts; returns at once. */
    public ScoreSink start() {
        thread.start();
        var unused = watch.scheduleWithFixedDelay(this::watchClock, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    public SinkProgress progress() {
        return progress;
    }

    /** The thread's failure within the last minute; null if there was none. */
    public @Nullable String recentFailure() {
        return failures.recent();
    }

    /** Finishes the current batch if the store is available, leaves the group, and stops. */
    @Override
    public void close() {
        closed = true;
        watch.shutdownNow();
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A wait that would last as long as the clock was set back ends, and a new client goes on. */
    private synchronized void watchClock() {
        Duration back = clock.setBack();
        if (current != null && back.compareTo(settings.sessionTimeout().dividedBy(2)) > 0) {
            LOG.warn("The wall clock was set back by {} s; the sink starts a new Kafka client", back.toSeconds());
            current.wakeup();
        }
    }

    /** Null before it is closed: a closed one can't be woken. */
    private synchronized void setCurrent(@Nullable KafkaConsumer<byte[], byte[]> consumer) {
        current = consumer;
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (!closed) {
            long began = System.nanoTime();
            try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                    KafkaClientMetrics shown = metrics.follow(consumer);
                    SinkReplies replies = new SinkReplies(kafka.clientConfig(), kafka.topics())) {
                setCurrent(consumer);
                try {
                    new Session(consumer, replies).run();
                } finally {
                    setCurrent(null);
                }
            } catch (InterruptException | InterruptedException stopped) {
                closed = true;
            } catch (WakeupException clockWasSetBack) {
                metrics.restarted();
            } catch (KafkaException failed) {
                LOG.warn("The sink restarts at its last commit, because of: {}", failed.toString(), failed);
                metrics.restarted();
                backoff = pause(backoff, began);
            } catch (Exception | Error unexpected) {
                failures.note(unexpected);
                LOG.error("The sink failed and restarts at its last commit", unexpected);
                backoff = pause(backoff, began);
            }
        }
    }

    /** The pause before a restart, which grows with repeated failures. */
    private Duration pause(Duration backoff, long began) {
        boolean ran = System.nanoTime() - began > LONGEST_BACKOFF.toNanos();
        Duration pause = ran ? FIRST_BACKOFF : backoff;
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            closed = true;
        }
        return longer(pause);
    }

    private static Duration longer(Duration backoff) {
        Duration twice = backoff.multipliedBy(2);
        return twice.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : twice;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(kafka.clientConfig());
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        if (store.durable()) {
            config.put("group.id", kafka.topics().sinkGroup());
            config.put("session.timeout.ms", (int) settings.sessionTimeout().toMillis());
            config.put("heartbeat.interval.ms", SinkSettings.HEARTBEAT_MS);
            config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        }
        return BoundedConsumers.of(
                config,
                Math.min(BoundedConsumers.MOST_RECORDS, settings.batchSize()),
                BoundedConsumers.MOST_VALUE_BYTES);
    }

    /** Runs one consumer until it is closed. */
    private final class Session {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final SinkReplies replies;
        private final Partitions partitions;
        private SinkBatch batch = new SinkBatch();
        private Map<TopicPartition, Long> fillGoal = Map.of();
        private long heldSince = -1;
        private boolean commitOwed;

        Session(KafkaConsumer<byte[], byte[]> consumer, SinkReplies replies) {
            this.consumer = consumer;
            this.replies = replies;
            this.partitions = new Partitions(consumer, settings, lost -> {
                batch.drop(lost);
                replies.partitionsWent();
            });
        }

        void run() throws InterruptedException {
            begin();
            while (!closed) {
                take(consumer.poll(POLL));
                fill();
                if (batch.taken() > 0) {
                    write();
                } else if (commitOwed) {
                    commitUnlessHeld();
                }
                noteFilled();
                metrics.lag(lag());
            }
        }

        /** Adds the records that are already available. */
        private void fill() {
            int before = 0;
            while (batch.taken() > before && batch.taken() < settings.batchSize() && !batch.isLarge()) {
                before = batch.taken();
                take(consumer.poll(Duration.ZERO));
            }
        }

        private void begin() {
            if (store.durable()) {
                partitions.subscribe(kafka.topics());
                progress.markFilled();
            } else {
                fillGoal = partitions.assignAllFromBeginning(kafka.topics());
                progress.toFill(fillGoal.entrySet().stream()
                        .mapToLong(goal -> goal.getValue() - consumer.position(goal.getKey()))
                        .sum());
            }
        }

        private void take(ConsumerRecords<byte[], byte[]> polled) {
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                batch.take();
                try {
                    batch.add(record, records.read(record));
                } catch (UnknownTypeException newer) {
                    skip(record, newer);
                } catch (InvalidEventException unreadable) {
                    batch.refuse(record, String.valueOf(unreadable.getMessage()));
                } catch (RuntimeException unexpected) {
                    // Whatever the cause, it would repeat after a restart.
                    batch.refuse(record, "processing it failed: " + unexpected);
                }
            }
            metrics.inFlight(batch.size());
        }

        private void skip(ConsumerRecord<?, ?> record, UnknownTypeException newer) {
            metrics.skipped();
            if (unknownTypes.isNew(newer)) {
                LOG.warn(
                        "Skipped events of {} with an unknown type, possibly of a newer version: {}",
                        record.topic(),
                        newer.getMessage());
            }
        }

        private void write() throws InterruptedException {
            long start = System.nanoTime();
            WriteResult result = writeUntilTaken();
            if (result != null) {
                metrics.wrote(batch.size(), result.expired(), System.nanoTime() - start);
                result.refused().forEach(refused -> batch.refuse(batch.recordOf(refused.write()), refused.reason()));
            } else if (batch.size() > 0) {
                return;
            }
            answer();
            progress.wrote(batch.taken());
            batch = new SinkBatch();
            metrics.inFlight(0);
            if (store.durable()) {
                moveOn(result);
            }
        }

        /** Null if there is nothing to write, if all partitions of the batch were lost, or if the sink was closed. */
        private @Nullable WriteResult writeUntilTaken() throws InterruptedException {
            Duration backoff = FIRST_BACKOFF;
            try {
                while (!closed && batch.size() > 0) {
                    if (store.durable() && !partitions.confirm()) {
                        partitions.pause();
                        take(consumer.poll(POLL));
                        continue;
                    }
                    try {
                        WriteResult result = writeOnce();
                        progress.storeAway(false);
                        return result;
                    } catch (StoreUnavailableException away) {
                        LOG.warn(
                                "The store is unavailable; {} record(s) wait, retrying in {} ms: {}",
                                batch.size(),
                                backoff.toMillis(),
                                away.getMessage());
                        progress.storeAway(true);
                        metrics.retried();
                        metrics.lag(lag());
                        partitions.pause();
                        // Polling keeps the membership; records of lost partitions are removed from the batch.
                        take(consumer.poll(backoff));
                        backoff = longer(backoff);
                    }
                }
                return null;
            } finally {
                partitions.resume();
            }
        }

        private WriteResult writeOnce() {
            try {
                return store.write(batch.writes());
            } catch (StoreUnavailableException away) {
                throw away;
            } catch (RuntimeException unexpected) {
                LOG.error(
                        "The store failed on a batch of {} record(s); writing them one by one",
                        batch.size(),
                        unexpected);
                return SingleWrites.of(store, batch.writes(), unexpected);
            }
        }

        private void answer() throws InterruptedException {
            for (SinkBatch.Letter letter : batch.letters()) {
                if (replies.deadLetter(letter.record(), letter.reason())) {
                    LOG.error(
                            "Sending record {}-{}@{} to the dead letters: {}",
                            letter.record().topic(),
                            letter.record().partition(),
                            letter.record().offset(),
                            Excerpt.of(letter.reason()));
                    metrics.deadLettered();
                }
            }
            for (StoreWrite write : batch.writes()) {
                // While a store is being filled, no caller waits for the deletions of the past.
                if (write instanceof StoreWrite.Delete delete && progress.filled()) {
                    replies.deleted(delete.deletion());
                }
            }
            replies.await();
        }

        // tag::move-on[]
        private void moveOn(@Nullable WriteResult result) {
            if (result == null) {
                commitUnlessHeld();
                return;
            }
            int back = partitions.wrote(result.epoch(), System.nanoTime());
            if (back > 0) {
                LOG.warn("A Redis master was replaced; writing {} partition(s) again", back);
                metrics.rewound();
            }
            if (result.replicated() || back > 0) {
                heldSince = -1;
                commit();
            } else {
                hold();
            }
        }
        // end::move-on[]

        private void hold() {
            long now = System.nanoTime();
            if (heldSince < 0) {
                heldSince = now;
            } else if (now - heldSince > settings.holdAtMost().toNanos()) {
                LOG.warn(
                        "Too few Redis replicas have confirmed for {} s; committing anyway",
                        settings.holdAtMost().toSeconds());
                metrics.committedUnreplicated();
                commit();
            }
        }

        private void commitUnlessHeld() {
            if (heldSince < 0) {
                commit();
            }
        }

        private void commit() {
            try {
                partitions.commit();
                commitOwed = false;
            } catch (RebalanceInProgressException later) {
                LOG.debug("A rebalance is in progress; the offsets are committed after it");
                commitOwed = true;
            }
        }

        private void noteFilled() {
            if (!progress.filled()
                    && fillGoal.entrySet().stream()
                            .allMatch(goal -> consumer.position(goal.getKey()) >= goal.getValue())) {
                progress.markFilled();
            }
        }

        private long lag() {
            return consumer.assignment().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
        }
    }
}
