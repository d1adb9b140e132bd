package io.vigia.query.stream;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that is held for listeners. It is read once somebody wants it, and only then. */
final class StreamRecord {
    private static final String UNREAD = "";
    private static final byte[] NOTHING = {};

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

    static StreamRecord of(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        return new StreamRecord(
                record.offset(),
                key == null ? "" : new String(key, StandardCharsets.UTF_8),
                value == null ? NOTHING : value,
                SensorLives.Origin.of(record));
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
