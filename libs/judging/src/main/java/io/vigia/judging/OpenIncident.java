package io.vigia.judging;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.InvalidEventException;
import java.nio.ByteBuffer;

/**
 * An incident that is not over.
 *
 * @param incident as of its latest reading; its change and number are those that were published last
 * @param normal judged readings since its latest anomaly
 * @param silent whether the sensor sends nothing any more
 */
public record OpenIncident(Incident incident, int normal, boolean silent) {
    private static final byte FORMAT = 1;
    /** Formats that newer versions may use; an entry with another one was not written by a detector. */
    private static final int LAST_FORMAT = 15;

    private static final int HEADER_BYTES = 2 + Integer.BYTES;

    /** A format byte, whether it is silent, the number of normal readings, and the incident as in its topic. */
    public byte[] encode() {
        byte[] json = EventJson.write(incident);
        return ByteBuffer.allocate(HEADER_BYTES + json.length)
                .put(FORMAT)
                .put((byte) (silent ? 1 : 0))
                .putInt(normal)
                .put(json)
                .array();
    }

    /**
     * The inverse of {@link #encode}.
     *
     * @throws IllegalStateException if a newer version of Vigía wrote it in a format that this one does not know
     * @throws InvalidEventException if no detector wrote it
     */
    public static OpenIncident decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = bytes.length == 0 ? 0 : buffer.get();
        if (format > FORMAT && format <= LAST_FORMAT) {
            throw new IllegalStateException("The entry of an open incident has format " + format
                    + ", but this version reads " + FORMAT + "; run the version that wrote it");
        }
        if (format != FORMAT || bytes.length < HEADER_BYTES) {
            throw new InvalidEventException("the entry starts with the byte " + format + "; must be " + FORMAT
                    + ", then a flag, a count and an incident");
        }
        boolean silent = buffer.get() != 0;
        int normal = buffer.getInt();
        byte[] json = new byte[buffer.remaining()];
        buffer.get(json);
        return new OpenIncident(EventJson.readIncident(json), normal, silent);
    }
}
