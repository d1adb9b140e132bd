package io.vigia.detector.topology;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event of the readings topic that waits for its batch.
 *
 * @param event the parsed event
 * @param key its key: the sensor, whose id is the key of every resulting record; empty if it has none, and no record results
 * @param raw its bytes as received; if they are many, without fields that this version does not know
 * @param arrived the record's Kafka timestamp, epoch milliseconds
 * @param offset the record's offset in its partition of the readings topic
 */
record QueuedEvent(ReadingEvent event, byte[] key, byte[] raw, long arrived, long offset) {
    private static final byte FORMAT = 1;
    private static final byte[] NO_KEY = {};
    private static final int HEADER_BYTES = 1 + 2 * Long.BYTES;
    /** Formats that newer versions may use; entries with other formats were not written by a detector. */
    private static final int LAST_FORMAT = 15;
    /** Events up to this size are kept unchanged, so that fields of a newer version survive. */
    private static final int MOST_RAW_BYTES = 4 << 10;

    /** Creates an event; {@code raw} is kept only if it is short, because a changelog limits the size of records. */
    static QueuedEvent of(ReadingEvent event, byte @Nullable [] key, byte[] raw, long arrived, long offset) {
        return new QueuedEvent(
                event,
                key == null ? NO_KEY : key,
                raw.length > MOST_RAW_BYTES ? EventJson.write(event) : raw,
                arrived,
                offset);
    }

    /** For the changelog: a format byte, arrival, offset and the raw event. */
    byte[] encode() {
        return ByteBuffer.allocate(HEADER_BYTES + raw.length)
                .put(FORMAT)
                .putLong(arrived)
                .putLong(offset)
                .put(raw)
                .array();
    }

    /**
     * The inverse of {@link #encode}.
     *
     * @throws IllegalStateException if a newer version of Vigía wrote it in a format that this one does not know
     * @throws InvalidEventException if no detector wrote it
     */
    static QueuedEvent decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = bytes.length == 0 ? 0 : buffer.get();
        if (format > FORMAT && format <= LAST_FORMAT) {
            throw new IllegalStateException("The pending store has format " + format + ", but this version reads "
                    + FORMAT + "; run the version that wrote it until its batches are drained");
        }
        if (format != FORMAT || bytes.length < HEADER_BYTES) {
            throw new InvalidEventException("the entry starts with the byte " + format + "; must be " + FORMAT
                    + ", then arrival, offset and event");
        }
        long arrived = buffer.getLong();
        long offset = buffer.getLong();
        byte[] raw = new byte[buffer.remaining()];
        buffer.get(raw);
        ReadingEvent event = ReadingRecord.stamped(EventJson.readReading(raw), arrived);
        return new QueuedEvent(event, event.key().getBytes(StandardCharsets.UTF_8), raw, arrived, offset);
    }
}
