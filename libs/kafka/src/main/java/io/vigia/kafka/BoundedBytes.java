package io.vigia.kafka;

import io.vigia.contract.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key's or a value's first bytes, and marks the record with {@link RecordHeaders#CUT} if there were more. Whatever
 * can be packed by a factor of a thousand; a poll of records that are small on the wire may not fit into memory otherwise.
 */
final class BoundedBytes implements Deserializer<byte[]> {
    private final int most;

    /** @param most bytes that are kept */
    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        int length = bytes.remaining();
        byte[] kept = new byte[Math.min(length, most)];
        bytes.get(kept);
        if (length > most) {
            headers.remove(RecordHeaders.CUT)
                    .add(RecordHeaders.CUT, Integer.toString(length).getBytes(StandardCharsets.UTF_8));
        }
        return kept;
    }
}
