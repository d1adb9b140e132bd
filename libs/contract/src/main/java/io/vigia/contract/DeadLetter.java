package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record for a dead letter topic, with the reason and its origin.
 *
 * @param topic its topic of origin
 * @param timestamp epoch milliseconds; null: now
 * @param reason what was received and what is valid; cut at {@value Excerpt#MOST_CHARACTERS} characters
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        @Nullable Long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        String reason) {
    /** The size of the excerpt of a value that is too large, in bytes. */
    public static final int EXCERPT_BYTES = 1_024;

    /** The largest letter that every broker accepts, in bytes: Kafka's default limit minus the head of a batch. */
    public static final int SAFE_BYTES = 960 << 10;

    private static final int KEY_EXCERPT_BYTES = 128;
    /** Of one header's name and lengths. */
    private static final int HEADER_BYTES = 16;

    /**
     * The letter: byte for byte with all headers, if that is at most {@code mostBytes}; otherwise the start of key and value,
     * with {@link RecordHeaders#CUT}. It has the same partition number, so letters of one partition keep
     * their order.
     */
    public ProducerRecord<byte[], byte[]> to(String deadLetters, int mostBytes) {
        boolean whole = bytes() <= mostBytes;
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                deadLetters,
                partition,
                timestamp,
                whole ? key : start(key, KEY_EXCERPT_BYTES),
                whole ? value : start(value, EXCERPT_BYTES));
        if (whole) {
            headers.forEach(letter.headers()::add);
        } else {
            Header cut = headers.lastHeader(RecordHeaders.CUT);
            letter.headers().add(cut != null ? cut : cut());
        }
        header(letter, RecordHeaders.DEAD_LETTER + "message", Excerpt.of(reason));
        header(letter, RecordHeaders.DEAD_LETTER + "topic", topic);
        header(letter, RecordHeaders.DEAD_LETTER + "partition", Integer.toString(partition));
        header(letter, RecordHeaders.DEAD_LETTER + "offset", Long.toString(offset));
        return letter;
    }

    private Header cut() {
        return new RecordHeader(RecordHeaders.CUT, Long.toString(length(value)).getBytes(StandardCharsets.UTF_8));
    }

    private long bytes() {
        long bytes = length(key) + length(value);
        for (Header header : headers) {
            bytes += HEADER_BYTES + 3L * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] start(byte @Nullable [] bytes, int most) {
        return bytes == null ? null : Arrays.copyOf(bytes, Math.min(bytes.length, most));
    }

    private static void header(ProducerRecord<?, ?> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
