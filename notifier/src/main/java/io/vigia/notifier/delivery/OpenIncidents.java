package io.vigia.notifier.delivery;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TailStatus;
import io.vigia.kafka.TopicFollower;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open incidents of all sensors, of which each has at most one, as the incidents topic has them now. Thread-safe. */
public final class OpenIncidents implements AutoCloseable {
    private final Map<String, Incident> bySensor = new HashMap<>();
    private final TopicFollower follower;

    public OpenIncidents(KafkaSettings kafka, TailStatus status) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        follower = new TopicFollower(
                config, kafka.topics().incidents(), status, record -> take(EventJson.readIncident(record.value())));
    }

    /** See {@link TopicFollower#start}. */
    public void start() {
        follower.start();
    }

    /** True once all records from before the start are known. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    private synchronized void take(Incident change) {
        Incident known = bySensor.get(change.sensor());
        if (known != null && known.id().equals(change.id()) && change.number() <= known.number()) {
            return;
        }
        if (change.isOpen()) {
            bySensor.put(change.sensor(), change);
        } else if (known != null && known.id().equals(change.id())) {
            bySensor.remove(change.sensor());
        }
    }

    /** All of them. */
    synchronized List<Incident> all() {
        return List.copyOf(bySensor.values());
    }

    @Override
    public void close() {
        follower.close();
    }
}
