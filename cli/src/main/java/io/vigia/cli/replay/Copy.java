package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.cli.record.Span;
import io.vigia.cli.send.Pace;
import io.vigia.contract.DeadLetter;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ReadingRecord;
import io.vigia.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies readings to the replay's own topic with partition, key, value, timestamp and headers unchanged, and the original
 * offset in an additional header. So the last record of a partition says how far the copy is, also after a crash.
 */
final class Copy {
    private static final int LARGE_BYTES = 512 << 10;
    private static final String SOURCE_OFFSET = "vigia_replay_offset";

    private final KafkaSettings isolated;
    private final Offsets offsets;
    private final Map<Integer, Long> from = new HashMap<>();

    Copy(KafkaSettings isolated, Offsets offsets, List<Span> spans) {
        this.isolated = isolated;
        this.offsets = offsets;
        spans.forEach(span -> from.put(span.partition(), span.from()));
    }

    /** The original offset of a copied record. */
    static long sourceOffset(ConsumerRecord<byte[], byte[]> copied) {
        Header header = copied.headers().lastHeader(SOURCE_OFFSET);
        if (header == null) {
            throw new CommandFailedException(copied.topic() + "-" + copied.partition() + "@" + copied.offset()
                    + " was not written by a replay; only replays may write to this topic");
        }
        return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Whether the verdict of a copied record is compared. */
    boolean counts(ConsumerRecord<byte[], byte[]> copied) {
        return sourceOffset(copied) >= from.getOrDefault(copied.partition(), 0L);
    }

    /** The records copied so far. */
    Feed copied() {
        String topic = isolated.topics().readings();
        return new RecordFeed(isolated.clientConfig(), offsets.starts(topic), offsets.ends(topic));
    }

    /**
     * Copies the missing records.
     *
     * @param pace according to the times of arrival; readings of the lead are not delayed
     */
    void run(Feed readings, Pace pace) {
        Map<Integer, Long> done = done();
        Map<String, Object> config = isolated.clientConfig();
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 5);
        config.put("batch.size", 128 << 10);
        AtomicReference<Exception> failure = new AtomicReference<>();
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
            for (ConsumerRecord<byte[], byte[]> record = readings.next(); record != null; record = readings.next()) {
                if (record.offset() <= done.getOrDefault(record.partition(), -1L)) {
                    continue;
                }
                boolean stamped = ReadingRecord.isStamped(record.timestamp(), System.currentTimeMillis());
                if (stamped && record.offset() >= from.getOrDefault(record.partition(), 0L)) {
                    pace.await(record.timestamp());
                }
                var unused = producer.send(copy(record, stamped), (written, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
                check(failure.get());
            }
            producer.flush();
            check(failure.get());
        }
    }

    private static void check(@Nullable Exception failed) {
        if (failed != null) {
            throw new CommandFailedException("a reading could not be copied: " + failed, failed);
        }
    }

    /** A copy without a timestamp gets the current time. */
    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record, boolean stamped) {
        Headers headers = headers(record);
        headers.add(SOURCE_OFFSET, Long.toString(record.offset()).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                isolated.topics().readings(),
                record.partition(),
                stamped ? record.timestamp() : null,
                record.key(),
                value(record.value()),
                headers);
    }

    /** The detector reads none of them, so those that do not fit into a request are omitted. */
    private static Headers headers(ConsumerRecord<byte[], byte[]> record) {
        long bytes = 0;
        for (Header header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes > LARGE_BYTES / 2
                ? new RecordHeaders()
                : new RecordHeaders(record.headers().toArray());
    }

    /** Other clients may have written more than a request can hold: then only the fields of a reading are copied, or the start of other bytes. */
    private static byte @Nullable [] value(byte @Nullable [] value) {
        if (value == null || value.length <= LARGE_BYTES) {
            return value;
        }
        try {
            return EventJson.write(EventJson.readReading(value));
        } catch (InvalidEventException unreadable) {
            return Arrays.copyOf(value, DeadLetter.EXCERPT_BYTES);
        }
    }

    /** The original offset of the last copied record of each partition that has one. */
    private Map<Integer, Long> done() {
        String topic = isolated.topics().readings();
        Map<TopicPartition, Long> ends = offsets.ends(topic);
        Map<TopicPartition, Long> last = new HashMap<>();
        ends.forEach((partition, end) -> last.put(partition, Math.max(0, end - 1)));
        Map<Integer, Long> done = new HashMap<>();
        try (Feed feed = new RecordFeed(isolated.clientConfig(), last, ends)) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                done.put(record.partition(), sourceOffset(record));
            }
        }
        return done;
    }
}
