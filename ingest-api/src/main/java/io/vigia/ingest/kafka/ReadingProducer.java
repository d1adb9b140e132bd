package io.vigia.ingest.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings topic as {@link ReadingLog}: an idempotent producer that waits for all in-sync replicas, with limits on time
 * and memory.
 */
public final class ReadingProducer implements ReadingLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingProducer.class);

    /** How long send() may block a request thread, waiting for buffer space or metadata. */
    private static final int MAX_BLOCK_MS = 250;

    /**
     * How long new events are refused at once after others timed out. Otherwise every request thread would wait for an
     * unavailable broker, and later requests would wait for threads.
     */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Producer<byte[], byte[]>> connect;
    private final String topic;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicLong pausedUntil;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    /**
     * Uses a producer that is created by {@link #open}; {@link #config} has the settings that the guarantees require.
     *
     * @param clock gives the time of arrival
     * @param nanoTime measures pauses, independent of changes of the clock; such as {@link System#nanoTime}
     */
    public ReadingProducer(
            Supplier<Producer<byte[], byte[]>> connect, String topic, InstantSource clock, LongSupplier nanoTime) {
        this.connect = connect;
        this.topic = topic;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pausedUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Uses a producer with those settings.
     *
     * @param made receives the producer once it is created
     */
    public static ReadingProducer to(
            KafkaSettings settings,
            Duration ackTimeout,
            long bufferBytes,
            InstantSource clock,
            Consumer<Producer<byte[], byte[]>> made) {
        return new ReadingProducer(
                () -> {
                    Producer<byte[], byte[]> producer =
                            new KafkaProducer<>(config(settings.clientConfig(), ackTimeout, bufferBytes));
                    made.accept(producer);
                    return producer;
                },
                settings.topics().readings(),
                clock,
                System::nanoTime);
    }

    /** Adds the settings that the guarantees require to {@code config}. */
    public static Map<String, Object> config(Map<String, Object> config, Duration ackTimeout, long bufferBytes) {
        int timeoutMs = Math.toIntExact(ackTimeout.toMillis());
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        // tag::promises[]
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("delivery.timeout.ms", timeoutMs);
        // At least two attempts within the time: a broker that failed silently uses up one.
        config.put("request.timeout.ms", Math.max(200, timeoutMs / 3));
        config.put("max.block.ms", MAX_BLOCK_MS);
        config.put("buffer.memory", bufferBytes);
        // end::promises[]
        // A single reading must not wait for a batch; under load, batches fill while others are in flight.
        config.put("linger.ms", 0);
        config.put("batch.size", 64 * 1024);
        config.put("reconnect.backoff.max.ms", 500);
        // By default, the metadata of an idle topic expires after five minutes, and the first reading after a quiet
        // night
        // would not get it within max.block.ms.
        config.put("metadata.max.idle.ms", Long.toString(Duration.ofDays(365).toMillis()));
        return config;
    }

    /** Connects and accepts events; the topic must exist. Fetches its metadata, so that the first reading need not wait for it. */
    public void open() {
        Producer<byte[], byte[]> connected = connect.get();
        try {
            connected.partitionsFor(topic);
        } catch (KafkaException notYet) {
            LOG.debug("The first reading will fetch the metadata", notYet);
        }
        producer = connected;
    }

    @Override
    public boolean isOpen() {
        return producer != null;
    }

    @Override
    public void append(ReadingEvent event, Ack ack) {
        Producer<byte[], byte[]> connected = producer;
        if (connected == null || nanoTime.getAsLong() - pausedUntil.get() < 0) {
            ack.settled(DeliveryResult.NOT_STORED);
            return;
        }
        byte[] key = event.recordKey();
        Thread caller = Thread.currentThread();
        try {
            var unused = connected.send(
                    new ProducerRecord<>(topic, null, arrival(event), key, EventJson.write(event)),
                    (metadata, failure) ->
                            ack.settled(failure == null ? DeliveryResult.STORED : fate(failure, caller)));
        } catch (KafkaException | IllegalStateException refused) {
            LOG.debug("A reading was not taken by the producer", refused);
            ack.settled(DeliveryResult.NOT_STORED);
        }
    }

    /**
     * The time of arrival of an event, in epoch milliseconds. The detector treats a reading that is too far ahead of its
     * arrival as foreign, so this must hold even if the clock was set back since the reading was checked.
     */
    private long arrival(ReadingEvent event) {
        long now = clock.millis();
        return event instanceof Reading reading ? Math.max(now, reading.ts() - Reading.MAX_AHEAD_MS) : now;
    }

    /**
     * An event that never reached the buffer (no space, no metadata) is reported inside {@code send}, on the caller's thread,
     * and was not stored; an event that timed out later may have been.
     */
    private DeliveryResult fate(Exception failure, Thread caller) {
        if (!(failure instanceof BufferExhaustedException)) {
            pause(failure);
        }
        return Thread.currentThread() == caller ? DeliveryResult.NOT_STORED : DeliveryResult.UNCERTAIN;
    }

    private void pause(Exception failure) {
        long now = nanoTime.getAsLong();
        if (pausedUntil.getAndSet(now + PAUSE_NANOS) - now <= 0) {
            LOG.warn("Kafka does not acknowledge readings at the moment: {}", failure.toString());
        }
    }

    /** Sends waiting events, for a few seconds at most. */
    @Override
    public void close() {
        Producer<byte[], byte[]> connected = producer;
        if (connected != null) {
            connected.close(Duration.ofSeconds(5));
        }
    }
}
