package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
    private final Headers headers = new RecordHeaders();

    private byte[] read(int most, byte... bytes) {
        try (Deserializer<byte[]> bounded = new BoundedBytes(most)) {
            return bounded.deserialize("t", headers, ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void what_fits_is_kept_and_not_marked() {
        assertThat(read(3, (byte) 1, (byte) 2, (byte) 3)).containsExactly(1, 2, 3);
        assertThat(read(3)).isEmpty();
        assertThat(headers).isEmpty();
    }

    @Test
    void of_more_the_start_is_kept_and_the_header_says_how_much_there_was() {
        assertThat(read(1, (byte) 1, (byte) 2, (byte) 3)).containsExactly(1);
        read(1, (byte) 1, (byte) 2);
        assertThat(headers).hasSize(1);
        assertThat(headers.lastHeader(io.vigia.contract.RecordHeaders.CUT).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("2");
    }

    @Test
    void no_value_is_no_value() {
        try (Deserializer<byte[]> bounded = new BoundedBytes(0)) {
            assertThat(bounded.deserialize("t", headers, (ByteBuffer) null)).isNull();
        }
    }
}
