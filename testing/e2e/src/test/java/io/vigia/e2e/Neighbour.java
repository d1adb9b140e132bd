package io.vigia.e2e;

import io.vigia.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Somebody who writes into topics what belongs to no one. */
final class Neighbour implements AutoCloseable {
    /** Records that are no events of any topic, which {@link #junk} writes into one partition. */
    static final int JUNK = 9;

    static final int TOMBSTONES = 2;

    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final int PACKED_BYTES = 3_000_000;

    private final KafkaBroker broker;
    private final KafkaProducer<byte[], byte[]> plain;
    private final List<KafkaProducer<byte[], byte[]>> packing = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> transactional;
    private final byte[] rubbish = new byte[1_000_000];
    private final List<Future<?>> sent = new ArrayList<>();

    /** A record without a timestamp, as some clients in other languages write it. */
    private static final class Unstamped extends ProducerRecord<byte[], byte[]> {
        Unstamped(String topic, int partition, byte[] key, byte[] value) {
            super(topic, partition, key, value);
        }

        @Override
        public Long timestamp() {
            return -1L;
        }
    }

    Neighbour(KafkaBroker broker) {
        this.broker = broker;
        plain = producer(Map.of());
        CODECS.forEach(codec -> packing.add(producer(Map.of("compression.type", codec))));
        transactional =
                producer(Map.of("transactional.id", KafkaBroker.uniquePrefix(), "transaction.timeout.ms", 10_000));
        new Random(1).nextBytes(rubbish);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = broker.clientConfig();
        config.put("max.request.size", 2 * PACKED_BYTES);
        config.putAll(more);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Begins a transaction and leaves it open, with a record in each of the partitions. */
    void openTransaction(List<Place> places) {
        transactional.initTransactions();
        transactional.beginTransaction();
        byte[] open = "left open".getBytes(StandardCharsets.UTF_8);
        for (var place : places) {
            var unused = transactional.send(new ProducerRecord<>(place.topic(), place.partition(), open, open));
        }
        transactional.flush();
    }

    /**
     * Where to write.
     *
     * @param compacted whether the topic takes no record without a key
     */
    record Place(String topic, int partition, boolean compacted) {}

    /** Writes {@link #JUNK} records that are no events, {@link #TOMBSTONES} of them without a value. */
    void junk(Place place) {
        byte[] text = "junk".getBytes(StandardCharsets.UTF_8);
        byte[] key = place.compacted() ? text : null;
        send(place, text, null);
        send(place, key, text);
        send(place, key, null);
        send(place, key, rubbish);
        packing.forEach(producer -> sent.add(
                producer.send(new ProducerRecord<>(place.topic(), place.partition(), key, new byte[PACKED_BYTES]))));
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 900; i++) {
            headers.add("header-" + i, text);
        }
        sent.add(plain.send(new ProducerRecord<>(place.topic(), place.partition(), null, text, text, headers)));
    }

    /** Writes an event of a type that nobody knows. */
    void unknownType(Place place) {
        send(
                place,
                "x".getBytes(StandardCharsets.UTF_8),
                "{\"id\":\"x\",\"type\":\"party\",\"sensor\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a record as it is given. */
    void send(Place place, byte @Nullable [] key, byte @Nullable [] value) {
        sent.add(plain.send(new ProducerRecord<>(place.topic(), place.partition(), key, value)));
    }

    /** Writes an event without a Kafka timestamp. */
    void unstamped(Place place, String key, String value) {
        sent.add(plain.send(new Unstamped(
                place.topic(),
                place.partition(),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes an event whose Kafka timestamp is in microseconds, into a topic that takes such. */
    void fromTheFuture(Place place, String key, String value) {
        sent.add(plain.send(new ProducerRecord<>(
                place.topic(),
                place.partition(),
                TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8))));
    }

    /** Writes an event that comes of the reading at an offset. */
    void of(long readingOffset, Place place, String key, String value) {
        sent.add(plain.send(new ProducerRecord<>(
                place.topic(),
                place.partition(),
                null,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders()
                        .add(
                                io.vigia.contract.RecordHeaders.READING_OFFSET,
                                Long.toString(readingOffset).getBytes(StandardCharsets.UTF_8)))));
    }

    /** Waits until all of it is written. */
    void await() throws Exception {
        for (Future<?> one : sent) {
            one.get(120, TimeUnit.SECONDS);
        }
        sent.clear();
    }

    /** Leaves its transaction open. */
    @Override
    public void close() {
        plain.close();
        packing.forEach(KafkaProducer::close);
        transactional.close(java.time.Duration.ZERO);
    }
}
