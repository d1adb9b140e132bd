package io.vigia.query.incident;

import io.vigia.contract.EventJson;
import io.vigia.kafka.TailStatus;
import io.vigia.kafka.TopicFollower;
import java.util.HashMap;
import java.util.Map;

/** Reads the committed records of the incidents topic, from its beginning, into the book. */
public final class IncidentTail implements AutoCloseable {
    private final TopicFollower follower;

    /**
     * @param clientConfig as for any Kafka client
     * @param topic the incidents topic
     */
    public IncidentTail(IncidentBook book, Map<String, Object> clientConfig, String topic, TailStatus status) {
        Map<String, Object> committed = new HashMap<>(clientConfig);
        committed.put("isolation.level", "read_committed");
        follower = new TopicFollower(
                committed, topic, status, record -> book.enter(EventJson.readIncident(record.value())));
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
