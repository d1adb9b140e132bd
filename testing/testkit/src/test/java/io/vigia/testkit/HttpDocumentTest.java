package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The OpenAPI document")
class HttpDocumentTest {
    private static final String JSON = "application/json";

    private HttpServer server;
    private int status;
    private String type;
    private String body;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void lets_an_answer_through_that_it_announces() throws Exception {
        String item = "{'sensor': 'a', 'name': null, 'unit': 'bar', 'place': null, 'muted': false}";
        HttpResponse<String> answer = answer("/api/v1/sensors", 200, JSON, "{'items': [" + item + "], 'next': null}");
        assertThat(HttpDocument.announced(answer)).isSameAs(answer);
        String problem = "{'type': 'urn:vigia:problem:x', 'title': 'T', 'status': 404, 'detail': 'D'}";
        HttpDocument.announced(answer("/no/such/path", 404, "application/problem+json", problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/api/v1/sensors | 200 | {'items': [], 'next': 7} | next",
                "/api/v1/sensors | 200 | {'items': []} | next",
                "/api/v1/sensors | 200 | {'items': [{'sensor': 'a', 'unnamed': 1}], 'next': null} | unnamed",
                "/api/v1/sensors | 418 | {} | content type application/json",
                "/no/such/path | 200 | {} | content type application/json",
            })
    void stops_one_that_it_does_not_announce(String path, int code, String text, String why) throws Exception {
        HttpResponse<String> answer = answer(path, code, JSON, text);
        assertThatThrownBy(() -> HttpDocument.announced(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(path)
                .hasMessageContaining(why);
    }

    private HttpResponse<String> answer(String path, int code, String contentType, String text) throws Exception {
        status = code;
        type = contentType;
        body = text.replace('\'', '"');
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
