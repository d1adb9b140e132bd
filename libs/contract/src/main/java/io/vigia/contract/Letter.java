package io.vigia.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as its topic has it; {@link DeadLetter} writes it.
 *
 * @param id where it is
 */
public record Letter(LetterId id, ConsumerRecord<byte[], byte[]> record) {
    /** The letter that a record of a topic of dead letters is. */
    public static Letter of(LetterBox box, ConsumerRecord<byte[], byte[]> record) {
        return new Letter(new LetterId(box, record.partition(), record.offset()), record);
    }

    /** The reason. */
    public String reason() {
        String found = header("message");
        return found == null ? "(no reason)" : found;
    }

    /** The original topic; null if unknown. */
    public @Nullable String originTopic() {
        return header("topic");
    }

    /** The original partition; -1 if unknown. */
    public int originPartition() {
        return (int) number(header("partition"));
    }

    /** The original offset; -1 if unknown. */
    public long originOffset() {
        return number(header("offset"));
    }

    /** Whether it holds only the start of its record, because the record is too large for a letter. */
    public boolean isCut() {
        return record.headers().lastHeader(RecordHeaders.CUT) != null;
    }

    /** The original place, as {@code topic-partition@offset}. */
    public String origin() {
        return originTopic() == null ? "unknown" : originTopic() + "-" + originPartition() + "@" + originOffset();
    }

    /** The key as text: usually the sensor. */
    public String sensor() {
        return record.key() == null ? "(no key)" : text(record.key());
    }

    /** The time of the letter, epoch milliseconds; for a reading, its time of arrival. */
    public long time() {
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

    /** Bytes as text if they are printable UTF-8, otherwise as hexadecimal digits after {@code 0x}. */
    public static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (isPrintable(text)) {
                return text;
            }
        } catch (CharacterCodingException noText) {
            // Not UTF-8: shown as digits.
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** Whether a text has no control characters but tabs and the ends of lines. */
    public static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r');
    }
}
