package io.vigia.query.pipeline;

import io.vigia.contract.Heartbeat;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Topics;
import io.vigia.contract.UnknownTypeException;
import io.vigia.runtime.answer.Json;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * The last heartbeat of each instance of each service that spoke within ten minutes. Bounded by the instances that there
 * are, those that died meanwhile included.
 */
public final class Instances {
    private static final int MOST_INSTANCES = 1_000;
    /** As host names have it. */
    private static final int MOST_NAME = 255;

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
     * @throws InvalidEventException if it is not a heartbeat, or one more than can be kept
     */
    public void enter(ConsumerRecord<byte[], byte[]> record, boolean live) {
        Heartbeat heartbeat = read(record.value());
        forgetLongGone();
        if (lastByKey.size() >= MOST_INSTANCES && !lastByKey.containsKey(heartbeat.key())) {
            throw new InvalidEventException("more than " + MOST_INSTANCES + " instances spoke within ten minutes");
        }
        long ageMs = live ? 0 : Math.max(0, clock.millis() - heartbeat.at());
        long arrived = nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(ageMs);
        lastByKey.put(heartbeat.key(), new Arrived(heartbeat, arrived));
        forgetLongGone();
    }

    private static Heartbeat read(byte @Nullable [] value) {
        if (value == null) {
            throw new InvalidEventException("the record has no value; a JSON object is expected");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(value);
            if (json.path("type").isString()) {
                throw new UnknownTypeException(json.path("type").asString(), "none here");
            }
            return checked(HEARTBEAT.readValue(json));
        } catch (JacksonException foreign) {
            throw new InvalidEventException("the record is not a heartbeat: " + foreign.getOriginalMessage(), foreign);
        }
    }

    private static Heartbeat checked(@Nullable Heartbeat heartbeat) {
        if (heartbeat == null || !isName(heartbeat.service()) || !isName(heartbeat.hostname())) {
            throw new InvalidEventException("service and hostname must be texts of 1 to " + MOST_NAME + " characters");
        }
        return heartbeat;
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isEmpty() && text.length() <= MOST_NAME;
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
