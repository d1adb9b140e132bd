package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final int MOST = 10_000;
    private static final String CUT = io.vigia.contract.RecordHeaders.CUT;

    private static ProducerRecord<byte[], byte[]> letter(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers, String reason) {
        return new DeadLetter("readings", 3, 4_711, 5L, key, value, headers, reason).to("dlq", MOST);
    }

    private static String header(ProducerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void is_the_record_byte_for_byte_with_where_it_lies_and_why() {
        Headers headers = new RecordHeaders().add("own", new byte[] {1});
        ProducerRecord<byte[], byte[]> letter = letter(new byte[] {2}, new byte[] {3}, headers, "ts is missing");
        assertThat(letter.key()).containsExactly(2);
        assertThat(letter.value()).containsExactly(3);
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.timestamp()).isEqualTo(5);
        assertThat(letter.headers().lastHeader("own").value()).containsExactly(1);
        assertThat(header(letter, "__streams.errors.message")).isEqualTo("ts is missing");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo("readings");
        assertThat(header(letter, "__streams.errors.partition")).isEqualTo("3");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("4711");
        assertThat(letter.headers().lastHeader(CUT)).isNull();
    }

    @Test
    void is_an_excerpt_by_reference_where_the_record_is_too_large() {
        ProducerRecord<byte[], byte[]> letter =
                letter(new byte[MOST], new byte[MOST], new RecordHeaders(), "x".repeat(MOST));
        assertThat(letter.key()).hasSize(128);
        assertThat(letter.value()).hasSize(DeadLetter.EXCERPT_BYTES);
        assertThat(header(letter, CUT)).isEqualTo("10000");
        assertThat(header(letter, "__streams.errors.message")).hasSize(200);
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("4711");
    }

    @Test
    void says_how_long_the_value_was_before_it_was_cut_while_it_was_read() {
        Headers headers = new RecordHeaders().add(CUT, "3000000".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter(null, new byte[MOST], headers, "no JSON"), CUT))
                .isEqualTo("3000000");
        assertThat(header(letter(null, new byte[5], headers, "no JSON"), CUT)).isEqualTo("3000000");
    }

    @Test
    void leaves_headers_out_that_make_it_too_large_and_keeps_nulls() {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < 900; i++) {
            headers.add("header-" + i, new byte[10]);
        }
        ProducerRecord<byte[], byte[]> letter = letter(null, null, headers, "no value");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.headers()).hasSize(5);
    }
}
