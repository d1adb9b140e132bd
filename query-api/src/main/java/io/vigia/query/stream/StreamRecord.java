package io.vigia.query.stream;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SensorId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that is kept for clients. It is parsed only when a client needs it, and only once. */
final class StreamRecord {
    private static final String UNREAD = "";
    private static final byte[] NOTHING = {};
    /** Larger than a verdict with the longest window of any model. */
    private static final int LARGE_BYTES = 32 << 10;

    private final long offset;
    private final String sensor;
    private final byte[] value;
    private final SensorLives.Origin origin;
    // Several threads may each parse it, with the same result.
    private volatile @Nullable String kind = UNREAD;

    StreamRecord(long offset, String sensor, byte[] value, SensorLives.Origin origin) {
        this.offset = offset;
        this.origin = origin;
        this.sensor = sensor;
        this.value = value;
    }

    static StreamRecord of(StreamTopic topic, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return new StreamRecord(
                record.offset(),
                key == null || key.length > SensorId.MAX_LENGTH ? "" : new String(key, StandardCharsets.UTF_8),
                held(topic, record.value()),
                SensorLives.Origin.of(record));
    }

    /** Thousands are kept, so records larger than our own events are reduced to the fields that this version knows. */
    private static byte[] held(StreamTopic topic, byte @Nullable [] value) {
        if (value == null) {
            return NOTHING;
        }
        if (value.length <= LARGE_BYTES) {
            return value;
        }
        try {
            return topic.rewritten(value);
        } catch (InvalidEventException foreign) {
            return NOTHING;
        }
    }

    long offset() {
        return offset;
    }

    /** The reading that it results from. */
    SensorLives.Origin origin() {
        return origin;
    }

    /** The record's key; empty if it has none. */
    String sensor() {
        return sensor;
    }

    byte[] value() {
        return value;
    }

    /** See {@link StreamTopic#kind}. */
    @SuppressWarnings("ReferenceEquality") // compares with the object UNREAD itself, not with other empty values
    @Nullable
    String kind(StreamTopic topic) {
        if (kind == UNREAD) {
            kind = topic.kind(value);
        }
        return kind;
    }
}
