package io.vigia.cli.dlq;

import io.vigia.contract.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter. */
record Letter(LetterId id, ConsumerRecord<byte[], byte[]> record) {
    /** Why it is one. */
    String reason() {
        String found = header("message");
        return found == null ? "(no reason)" : found;
    }

    /** The topic that it comes from; null if it does not say. */
    @Nullable
    String originTopic() {
        return header("topic");
    }

    /** The partition that it comes from; -1 if it does not say. */
    int originPartition() {
        return (int) number(header("partition"));
    }

    /** The offset that it had there; -1 if it does not say. */
    long originOffset() {
        return number(header("offset"));
    }

    /** Whether it has only the start of its record, which is too large for a letter. */
    boolean isCut() {
        return record.headers().lastHeader(RecordHeaders.CUT) != null;
    }

    /** Where it comes from, as {@code topic-partition@offset}. */
    String origin() {
        return originTopic() == null ? "unknown" : originTopic() + "-" + originPartition() + "@" + originOffset();
    }

    /** Its key as text: the sensor, if it is one. */
    String sensor() {
        return record.key() == null ? "(no key)" : text(record.key());
    }

    /** When it became one, epoch milliseconds; of the readings' letters: when the reading arrived. */
    long time() {
        return record.timestamp();
    }

    private @Nullable String header(String name) {
        Header header = record.headers().lastHeader(RecordHeaders.DEAD_LETTER + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException other) {
            return -1;
        }
    }

    /** Bytes as text if they are UTF-8 that can be printed, else in hexadecimal digits. */
    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
                return text;
            }
        } catch (CharacterCodingException noText) {
            // Shown as digits.
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
