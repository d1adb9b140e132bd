package io.vigia.query.live;

import io.vigia.contract.EventJson;
import io.vigia.kafka.TailStatus;
import io.vigia.kafka.TopicFollower;
import java.util.Map;

/**
 * Reads the detections topic, from its beginning, into the book. It reads uncommitted records, because waiting for the
 * transaction would delay each verdict by a commit interval.
 */
public final class DetectionsTail implements AutoCloseable {
    private final TopicFollower follower;

    /**
     * @param consumerConfig as for a Kafka consumer; without isolation level
     * @param topic the detections topic
     */
    public DetectionsTail(DetectionBook book, Map<String, Object> consumerConfig, String topic, TailStatus status) {
        follower = new TopicFollower(
                consumerConfig, topic, status, record -> book.enter(EventJson.readDetection(record.value())));
    }

    /** See {@link TopicFollower#start}. */
    public void start() {
        follower.start();
    }

    /** True once all records from before the start are in the book. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    @Override
    public void close() {
        follower.close();
    }
}
