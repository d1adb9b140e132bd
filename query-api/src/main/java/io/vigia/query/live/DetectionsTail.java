package io.vigia.query.live;

import io.vigia.contract.EventJson;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.TailStatus;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the detections topic, from its beginning, into the book. It reads uncommitted records, because waiting for the
 * transaction would delay each verdict by a commit interval.
 */
public final class DetectionsTail implements AutoCloseable {
    private final DetectionBook book;
    private final Map<String, Object> consumerConfig;
    private final String topic;
    private final TailStatus status;
    private volatile @Nullable PartitionTail tail;
    private boolean closed;

    /**
     * @param consumerConfig as for a Kafka consumer; without isolation level
     * @param topic the detections topic
     */
    public DetectionsTail(DetectionBook book, Map<String, Object> consumerConfig, String topic, TailStatus status) {
        this.book = book;
        this.consumerConfig = consumerConfig;
        this.topic = topic;
        this.status = status;
    }

    /**
     * Starts to follow the topic, which must exist; returns at once. Does nothing after {@link #close}.
     *
     * @throws org.apache.kafka.common.KafkaException if no broker's name can be resolved; it may be called again
     */
    public synchronized void start() {
        if (closed) {
            return;
        }
        tail = new PartitionTail(consumerConfig, topic, PartitionTail.From.BEGINNING, status, this::enter).start();
    }

    /** True once all records from before the start are in the book. */
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

    private void enter(ConsumerRecord<byte[], byte[]> record) {
        book.enter(EventJson.readDetection(record.value()));
    }
}
