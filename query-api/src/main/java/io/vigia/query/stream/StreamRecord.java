package io.vigia.query.stream;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.SensorId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that is held for listeners. It is read once somebody wants it, and only then. */
final class StreamRecord {
    private static final String UNREAD = "";
    private static final byte[] NOTHING = {};
    /** A verdict with the longest window that models have is smaller. */
    private static final int LARGE_BYTES = 32 << 10;

    private final long offset;
    private final String sensor;
    private final byte[] value;
    private final SensorLives.Origin origin;
    // Listeners on several threads may each read it, with the same result.
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

    /** Thousands are held: of what is larger than our own events, what this version knows. */
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

    /** The reading that it comes of. */
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
    @SuppressWarnings("ReferenceEquality") // UNREAD is that object, whatever else may be empty
    @Nullable
    String kind(StreamTopic topic) {
        if (kind == UNREAD) {
            kind = topic.kind(value);
        }
        return kind;
    }
}
