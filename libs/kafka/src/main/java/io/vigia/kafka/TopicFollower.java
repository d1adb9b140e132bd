package io.vigia.kafka;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A {@link PartitionTail} from the beginning of a topic that is created when the topic is known to exist. Thread-safe. */
public final class TopicFollower implements AutoCloseable {
    private final Map<String, Object> consumerConfig;
    private final String topic;
    private final TailStatus status;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private volatile @Nullable PartitionTail tail;
    private boolean closed;

    /** The parameters are those of {@link PartitionTail}. */
    public TopicFollower(
            Map<String, Object> consumerConfig,
            String topic,
            TailStatus status,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this.consumerConfig = Map.copyOf(consumerConfig);
        this.topic = topic;
        this.status = status;
        this.handler = handler;
    }

    /**
     * Starts to follow the topic, which must exist; returns at once. Does nothing after {@link #close}.
     *
     * @throws org.apache.kafka.common.KafkaException if no broker's name can be resolved; it may be called again
     */
    public synchronized void start() {
        if (!closed) {
            tail = new PartitionTail(consumerConfig, topic, PartitionTail.From.BEGINNING, status, handler).start();
        }
    }

    /** True once all records from before the start were handled. */
    public boolean caughtUp() {
        PartitionTail following = tail;
        return following != null && following.caughtUp();
    }

    @Override
    public synchronized void close() {
        closed = true;
        PartitionTail following = tail;
        if (following != null) {
            following.close();
        }
    }
}
