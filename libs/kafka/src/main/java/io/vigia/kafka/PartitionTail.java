package io.vigia.kafka;

import io.vigia.contract.InvalidEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of one topic without a consumer group, from any distance before the end, on its own thread.
 * Every replica that uses one receives every record. While Kafka is unavailable, it waits, and then continues. No record and no
 * error ends it: records that are not events of the topic are skipped and counted, and after an unexpected failure it
 * continues with a new consumer.
 */
public final class PartitionTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Of a value, in bytes: an event is smaller, a verdict with the longest window included. */
    private static final int MOST_VALUE_BYTES = 256 << 10;

    /**
     * Where to start.
     *
     * @param back how many offsets before the end of each partition, 0 or more; what is no longer kept is not waited for
     */
    public record From(long back) {
        public static final From BEGINNING = new From(Long.MAX_VALUE);
        public static final From END = new From(0);
    }

    private final String topic;
    private final From from;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final TailStatus status;
    private final Map<String, Object> config;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile Map<TopicPartition, Long> starts = Map.of();
    private volatile boolean closed;

    /**
     * @param consumerConfig as for a {@link KafkaConsumer}; deserializers and offset handling are set here
     * @param status receives skipped records and failures
     * @param handler called on the tail's thread, in order within a partition; throws {@link InvalidEventException} for
     *     what is not an event of this topic
     */
    public PartitionTail(
            Map<String, Object> consumerConfig,
            String topic,
            From from,
            TailStatus status,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this.topic = topic;
        this.from = from;
        this.status = status;
        this.handler = handler;
        this.config = new HashMap<>(consumerConfig);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        this.consumer = newConsumer();
        this.thread = new Thread(this::run, "tail-" + topic);
        this.thread.setDaemon(true);
    }

    /**
     * Creates and starts all of them, or none, so that a caller can repeat a start that failed.
     *
     * @throws KafkaException if one could not be created; those before it are closed
     */
    public static List<PartitionTail> startAll(List<Supplier<PartitionTail>> wanted) {
        List<PartitionTail> created = new ArrayList<>();
        try {
            wanted.forEach(one -> created.add(one.get()));
        } catch (KafkaException failed) {
            created.forEach(PartitionTail::close);
            throw failed;
        }
        created.forEach(PartitionTail::start);
        return List.copyOf(created);
    }

    /** Starts to follow; returns at once. */
    public PartitionTail start() {
        thread.start();
        return this;
    }

    /** The offset from which each partition is followed; nothing before positions are known, which is before any record. */
    public Map<TopicPartition, Long> starts() {
        return starts;
    }

    /** True once positions are known and everything that was there at the start was handled. */
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until {@link #caughtUp}; false if it takes longer than {@code timeout}. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            return;
        }
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        return BoundedConsumers.of(config, BoundedConsumers.MOST_RECORDS, MOST_VALUE_BYTES);
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (WakeupException | InterruptException stop) {
                closed = true;
            } catch (Exception | Error unexpected) {
                status.failed(topic, unexpected);
                pause();
                renew();
            }
        }
        consumer.close();
    }

    private void follow() {
        Map<TopicPartition, Long> goal = null;
        while (!closed) {
            try {
                if (goal == null) {
                    goal = takePositions();
                }
                markIfCaughtUp(goal);
                consumer.poll(caughtUp() ? POLL : Duration.ofMillis(50)).forEach(this::handle);
            } catch (WakeupException | InterruptException stop) {
                throw stop;
            } catch (KafkaException away) {
                LOG.warn("Topic {} cannot be read at the moment, retrying: {}", topic, away.toString());
                pause();
            }
        }
    }

    /** A consumer that failed in an unexpected way may be in any state. */
    private void renew() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = newConsumer();
        } catch (Exception | Error again) {
            status.failed(topic, again);
        }
    }

    private Map<TopicPartition, Long> takePositions() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            // A broker that has not heard of a new topic yet answers with no partition rather than with an error.
            throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist yet");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> wanted = new HashMap<>(consumer.beginningOffsets(partitions));
        ends.forEach((partition, end) -> wanted.merge(partition, end - from.back(), Math::max));
        if (starts.isEmpty()) {
            starts = Map.copyOf(wanted);
        }
        // After a failure: where it was.
        wanted.putAll(starts);
        wanted.putAll(next);
        wanted.forEach(consumer::seek);
        return ends;
    }

    private void markIfCaughtUp(Map<TopicPartition, Long> goal) {
        if (!caughtUp() && goal.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
            caughtUp.countDown();
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        try {
            handler.accept(record);
        } catch (InvalidEventException foreign) {
            status.skipped(record, foreign);
        } catch (RuntimeException failed) {
            LOG.error("Skipped record {}-{}@{}: processing failed", topic, record.partition(), record.offset(), failed);
            status.skipped(record, new InvalidEventException(failed.toString(), failed));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
