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
 * The last heartbeat of each instance of each service within ten minutes, except of those that stopped as they were asked to, and of
 * those that run again on the same host. The number of instances is limited.
 */
public final class Instances {
    private static final int MOST_INSTANCES = 1_000;
    /** The maximum length of a host name. */
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
     * @param silentMs time since its arrival, in milliseconds
     */
    public record Last(Heartbeat heartbeat, long silentMs) {
        /** Whether the instance is running, as far as is known. */
        public boolean alive() {
            return heartbeat.aliveAfter(silentMs);
        }
    }

    /**
     * @param clock gives the age of heartbeats from before the start
     * @param nanoTime measures the time since a heartbeat arrived, independent of changes of the clocks
     */
    public Instances(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Applies a record of the instances topic.
     *
     * @param live true if it has just been written; for an older one, only the instance's own time is known
     * @throws InvalidEventException if it is not a heartbeat, or there are too many instances
     */
    public void enter(ConsumerRecord<byte[], byte[]> record, boolean live) {
        Heartbeat heartbeat = read(record.value());
        if (heartbeat.stopping()) {
            lastByKey.remove(heartbeat.key());
            return;
        }
        forgetLongGone();
        if (lastByKey.size() >= MOST_INSTANCES && !lastByKey.containsKey(heartbeat.key())) {
            throw new InvalidEventException(
                    "more than " + MOST_INSTANCES + " instances sent heartbeats within ten minutes");
        }
        long ageMs = live ? 0 : Math.max(0, clock.millis() - heartbeat.at());
        long arrived = nanoTime.getAsLong() - TimeUnit.MILLISECONDS.toNanos(ageMs);
        lastByKey.put(heartbeat.key(), new Arrived(heartbeat, arrived));
        forgetLongGone();
    }

    private static Heartbeat read(byte @Nullable [] value) {
        if (value == null) {
            throw new InvalidEventException("the record has no value; must be a JSON object");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(value);
            if (json.path("type").isString()) {
                throw new UnknownTypeException(json.path("type").asString(), "no type here");
            }
            return checked(HEARTBEAT.readValue(json));
        } catch (JacksonException foreign) {
            throw new InvalidEventException("the record is not a heartbeat: " + foreign.getOriginalMessage(), foreign);
        }
    }

    private static Heartbeat checked(@Nullable Heartbeat heartbeat) {
        if (heartbeat == null || !isName(heartbeat.service()) || !isName(heartbeat.hostname())) {
            throw new InvalidEventException(
                    "service and hostname must be strings of 1 to " + MOST_NAME + " characters");
        }
        return heartbeat;
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isEmpty() && text.length() <= MOST_NAME;
    }

    /** Sorted by service, host and start. */
    public List<Last> all() {
        forgetLongGone();
        List<Last> all = lastByKey.values().stream()
                .map(arrived -> new Last(arrived.heartbeat(), silentMs(arrived)))
                .sorted(Comparator.comparing(Last::heartbeat, ORDER))
                .toList();
        return all.stream()
                .filter(one -> one.alive() || all.stream().noneMatch(other -> runsInPlaceOf(other, one.heartbeat())))
                .toList();
    }

    private static boolean runsInPlaceOf(Last other, Heartbeat gone) {
        Heartbeat heartbeat = other.heartbeat();
        return other.alive()
                && heartbeat.startedAt() > gone.startedAt()
                && heartbeat.service().equals(gone.service())
                && heartbeat.hostname().equals(gone.hostname());
    }

    private void forgetLongGone() {
        lastByKey.values().removeIf(arrived -> silentMs(arrived) > Topics.INSTANCES_RETENTION_MS);
    }

    private long silentMs(Arrived arrived) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - arrived.nanos());
    }
}
