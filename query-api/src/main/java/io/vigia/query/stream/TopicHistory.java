package io.vigia.query.stream;

import io.vigia.contract.Topics;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The newest committed records of a topic, read once for all clients. Each client reads them at its own pace, and a slow one
 * keeps only its own position. Reading starts with the first client, a number of records before the end, and continues
 * until this is closed.
 */
final class TopicHistory implements AutoCloseable {
    // How long the first client waits for the records that later clients find.
    private static final Duration FIRST_READ = Duration.ofSeconds(3);

    private final StreamTopic topic;
    private final String name;
    private final Map<String, Object> consumerConfig;
    private final int held;
    private final TailStatus status;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private volatile List<RecentRecords> partitions = List.of();
    private volatile @Nullable PartitionTail tail;
    private volatile long readBy;
    private volatile boolean closed;
    private long version;

    /**
     * @param consumerConfig as for a Kafka consumer
     * @param held records kept per partition
     */
    TopicHistory(StreamTopic topic, Topics topics, Map<String, Object> consumerConfig, int held, TailStatus status) {
        this.topic = topic;
        this.name = topic.nameIn(topics);
        this.consumerConfig = consumerConfig;
        this.held = held;
        this.status = status;
    }

    StreamTopic topic() {
        return topic;
    }

    /** The number of partitions, whether or not they have been read. */
    int width() {
        return Topics.PARTITIONS;
    }

    /** The records of a partition; only after {@link #awaitRead}. */
    RecentRecords partition(int partition) {
        return partitions.get(partition);
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Starts reading, if it has not started yet, and waits briefly until all earlier records have been read.
     *
     * @throws StreamsNotReadyException if this takes too long
     */
    void awaitRead() throws InterruptedException {
        PartitionTail reading = reading();
        Duration patience = Duration.ofNanos(Math.max(0, readBy - System.nanoTime()));
        if (!reading.awaitCaughtUp(patience) || closed) {
            throw new StreamsNotReadyException(null);
        }
        place(reading);
    }

    /** Waits until there are records after {@code seen}, or {@link #close}; returns the value for the next call. */
    long awaitNews(long seen, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (version == seen && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Stops reading and releases waiting clients. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        PartitionTail reading = tail;
        if (reading != null) {
            reading.close();
        }
    }

    private PartitionTail reading() {
        lock.lock();
        try {
            PartitionTail reading = tail;
            if (reading == null) {
                reading = newTail();
                readBy = System.nanoTime() + FIRST_READ.toNanos();
                tail = reading;
                reading.start();
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private PartitionTail newTail() {
        if (closed) {
            throw new StreamsNotReadyException(null);
        }
        try {
            return new PartitionTail(consumerConfig, name, new PartitionTail.From(held), status, this::enter);
        } catch (KafkaException away) {
            throw new StreamsNotReadyException(away);
        }
    }

    private void enter(ConsumerRecord<byte[], byte[]> record) {
        PartitionTail reading = tail;
        if (partitions.isEmpty() && reading != null) {
            place(reading);
        }
        partitions.get(record.partition()).add(StreamRecord.of(topic, record));
        lock.lock();
        try {
            version++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The tail reports its start position before its first record. */
    private void place(PartitionTail reading) {
        lock.lock();
        try {
            if (partitions.isEmpty()) {
                partitions = IntStream.range(0, width())
                        .mapToLong(partition -> reading.starts().getOrDefault(new TopicPartition(name, partition), 0L))
                        .mapToObj(start -> new RecentRecords(held, start))
                        .toList();
            }
        } finally {
            lock.unlock();
        }
    }
}
