package io.vigia.query.pipeline;

import io.vigia.contract.Heartbeat;
import io.vigia.contract.kafka.Topics;
import io.vigia.web.Json;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * The last heartbeat of each instance of each service that spoke within ten minutes. Bounded by the instances that there
 * are, those that died meanwhile included.
 */
public final class Instances {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final ObjectReader HEARTBEAT = Json.ofNewer(Heartbeat.class);

    private static final Comparator<Heartbeat> ORDER = Comparator.comparing(Heartbeat::service)
            .thenComparing(Heartbeat::hostname)
            .thenComparing(Heartbeat::startedAt);

    private final InstantSource clock;
    private final ConcurrentMap<String, Heartbeat> lastByKey = new ConcurrentHashMap<>();

    public Instances(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a record of the instances topic. */
    public void enter(ConsumerRecord<byte[], byte[]> record) {
        try {
            Heartbeat heartbeat = HEARTBEAT.readValue(record.value());
            lastByKey.put(heartbeat.key(), heartbeat);
            forgetLongGone();
        } catch (JacksonException | IllegalArgumentException foreign) {
            LOG.warn(
                    "Record {}-{}@{} is no heartbeat and is passed over: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    foreign.getMessage());
        }
    }

    /** By service, host and start. */
    public List<Heartbeat> all() {
        forgetLongGone();
        return lastByKey.values().stream().sorted(ORDER).toList();
    }

    private void forgetLongGone() {
        long oldest = clock.millis() - Topics.INSTANCES_RETENTION_MS;
        lastByKey.values().removeIf(heartbeat -> heartbeat.at() < oldest);
    }
}
