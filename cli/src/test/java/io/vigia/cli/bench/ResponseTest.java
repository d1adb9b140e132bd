package io.vigia.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private static final String COUNTED = "HTTP/1.1 200 \r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 207 Multi\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";

    @Property
    void a_response_is_whole_with_its_last_byte_and_not_before(Draw draw) {
        int cut = draw.anInt(0, 80);
        endsWith(COUNTED, Math.min(cut, COUNTED.length() - 1), 200);
        endsWith(CHUNKED, Math.min(cut, CHUNKED.length() - 1), 207);
    }

    @Test
    void a_response_longer_than_expected_finds_room() {
        String body = "x".repeat(100_000);
        endsWith("HTTP/1.1 200 \r\nContent-Length: 100000\r\n\r\n" + body, 60_000, 200);
    }

    private static void endsWith(String text, int cut, int status) {
        Response response = new Response();
        put(response, text.substring(0, cut));
        assertThat(response.isWhole()).isFalse();
        put(response, text.substring(cut));
        assertThat(response.isWhole()).isTrue();
        assertThat(response.status()).isEqualTo(status);
        response.clear();
        put(response, COUNTED);
        assertThat(response.isWhole()).isTrue();
        assertThat(response.status()).isEqualTo(200);
    }

    private static void put(Response response, String text) {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            response.room().put(b);
        }
    }
}
