package io.vigia.ingest.kafka;

import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
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
 * The readings topic as {@link ReadingLog}: an idempotent producer that waits for all in-sync replicas, within a bound of
 * time and of memory.
 */
public final class ReadingProducer implements ReadingLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingProducer.class);

    /** send() could block a request thread that long: for room in the buffer, or for metadata. */
    private static final int MAX_BLOCK_MS = 250;

    /**
     * After events were given up, new ones are refused at once for so long: otherwise every request thread would wait for a
     * broker that is not there, and the requests behind them for the threads.
     */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Producer<byte[], byte[]>> connect;
    private final String topic;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicLong pausedUntil;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    /**
     * Over any producer, made when it is opened; {@link #config} has the settings that the promises rest on.
     *
     * @param clock says when a reading arrives
     * @param nanoTime measures how long a pause lasts, whatever becomes of the clock; such as {@link System#nanoTime}
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
     * Over a producer with those settings.
     *
     * @param made told of the producer once it is made
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

    /** What the promises rest on, added to {@code config}. */
    public static Map<String, Object> config(Map<String, Object> config, Duration ackTimeout, long bufferBytes) {
        int timeoutMs = Math.toIntExact(ackTimeout.toMillis());
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        // tag::promises[]
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("delivery.timeout.ms", timeoutMs);
        // Two tries at least within the time: a broker that died silently costs one of them.
        config.put("request.timeout.ms", Math.max(200, timeoutMs / 3));
        config.put("max.block.ms", MAX_BLOCK_MS);
        config.put("buffer.memory", bufferBytes);
        // end::promises[]
        // A single reading must not wait for company; under load, batches fill while others are on their way.
        config.put("linger.ms", 0);
        config.put("batch.size", 64 * 1024);
        config.put("reconnect.backoff.max.ms", 500);
        // Metadata of an idle topic is forgotten after five minutes by default: the first reading after a quiet night
        // would find none within max.block.ms.
        config.put("metadata.max.idle.ms", Long.toString(Duration.ofDays(365).toMillis()));
        return config;
    }

    /** Connects and lets events through, once the topic is there; fetches its metadata, which the first reading would wait for. */
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
        byte[] key = event.key().getBytes(StandardCharsets.US_ASCII);
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
     * When an event arrives, in epoch milliseconds. The detector takes a reading that is further ahead of its arrival than
     * is allowed for a foreign one, so a clock that was set back since the reading was checked must not make it one.
     */
    private long arrival(ReadingEvent event) {
        long now = clock.millis();
        return event instanceof Reading reading ? Math.max(now, reading.ts() - Reading.MAX_AHEAD_MS) : now;
    }

    /**
     * What never got into the buffer (no room, no metadata) is called back inside {@code send}, on the caller's thread, and
     * was not stored; what was given up later may have been.
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
            LOG.warn("Readings are not acknowledged at the moment: {}", failure.toString());
        }
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    public void close() {
        Producer<byte[], byte[]> connected = producer;
        if (connected != null) {
            connected.close(Duration.ofSeconds(5));
        }
    }
}
