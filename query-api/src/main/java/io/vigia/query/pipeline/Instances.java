package io.vigia.query.pipeline;

import io.vigia.contract.Heartbeat;
import io.vigia.contract.kafka.Topics;
import io.vigia.web.Json;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Arrived> lastByKey = new ConcurrentHashMap<>();

    private record Arrived(Heartbeat heartbeat, long nanos) {}

    /**
     * The last heartbeat of an instance.
     *
     * @param silentMs how long ago it arrived, in milliseconds
     */
    public record Last(Heartbeat heartbeat, long silentMs) {
        /** Whether the instance runs, as far as one can know. */
        public boolean alive() {
            return heartbeat.aliveAfter(silentMs);
        }
    }

    /**
     * @param clock tells how old the heartbeats are that were there before
     * @param nanoTime measures the time since a heartbeat arrived, whatever becomes of the clocks
     */
    public Instances(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a record of the instances topic.
     *
     * @param live true if it has just been written; of an older one the instance's own time is all that is known
     */
    public void enter(ConsumerRecord<byte[], byte[]> record, boolean live) {
        try {
            Heartbeat heartbeat = HEARTBEAT.readValue(record.value());
            long ageMs = live ? 0 : Math.max(0, clock.millis() - heartbeat.at());
            long arrived = nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(ageMs);
            lastByKey.put(heartbeat.key(), new Arrived(heartbeat, arrived));
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
    public List<Last> all() {
        forgetLongGone();
        return lastByKey.values().stream()
                .map(arrived -> new Last(arrived.heartbeat(), silentMs(arrived)))
                .sorted(Comparator.comparing(Last::heartbeat, ORDER))
                .toList();
    }

    private void forgetLongGone() {
        lastByKey.values().removeIf(arrived -> silentMs(arrived) > Topics.INSTANCES_RETENTION_MS);
    }

    private long silentMs(Arrived arrived) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - arrived.nanos());
    }
}
