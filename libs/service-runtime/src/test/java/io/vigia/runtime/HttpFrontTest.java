package io.vigia.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.settings.Variables;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("The HTTP server")
class HttpFrontTest {
    private static ConfigurableApplicationContext context;

    @RestController
    static class Calls {
        @GetMapping("/nuevo")
        @Needs(Access.CLASSIC_SEND)
        String store(HttpServletRequest request) {
            return "stored " + request.getRequestURI() + " of " + request.getServerName() + ":"
                    + request.getServerPort();
        }

        @GetMapping("/")
        @Needs(Access.CLASSIC_READ)
        String welcome() {
            return "welcome";
        }

        @GetMapping("/api/v1/detections/{id}")
        @Needs(Access.SEND_OR_READ)
        String detection(@PathVariable String id) {
            return "id " + id;
        }

        @PostMapping("/api/v1/readings")
        @Needs(Access.SEND)
        String readings(@RequestBody byte[] body) {
            return "taken " + body.length;
        }
    }

    static class CallsConfiguration {
        @Bean
        Calls calls() {
            return new Calls();
        }
    }

    @BeforeAll
    static void start() {
        Variables variables = Variables.of(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain"));
        context = ServiceLauncher.start("test", variables, List.of(CallsConfiguration.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vigia_gateway:4000",
                "vigia_gateway",
                "VIGIA.Example",
                "vigia.example.",
                "vigia.example.:80",
                "_sensors._tcp.local",
                "-x-",
                "a..local",
                "localhost:",
                "10.0.0.5:65535",
                "999.1.1.1",
                "[::1]:4000",
                "[fe80::1%25eth0]:4000",
                "[fe80::1%eth0]",
                "[::ffff:10.0.0.1]",
                "vig\u00c3\u00ada:4000",
                "stack_ingest-api.internal:1",
                ""
            })
    void every_host_that_networks_have_is_taken_and_the_connection_kept(String host) throws IOException {
        String request = "GET /nuevo HTTP/1.1\r\nHost: " + host + "\r\n";
        String answers = raw(request + "\r\n" + request + "Connection: close\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void the_name_and_the_port_of_a_host_are_told_apart() throws IOException {
        assertThat(get("/nuevo", "Host: vigia_gateway:4100")).endsWith("stored /nuevo of vigia_gateway:4100");
        assertThat(get("/nuevo", "Host: vigia_gateway")).endsWith("stored /nuevo of vigia_gateway:80");
        assertThat(get("/nuevo", "Host: [fe80::1%eth0]:81")).endsWith("stored /nuevo of [fe80::1%eth0]:81");
    }

    @Test
    void health_and_metrics_are_served_to_every_host_too() throws IOException {
        String request = "GET /metrics HTTP/1.1\r\nHost: vigia_ingest-api:4001\r\nConnection: close\r\n\r\n";
        assertThat(raw(ServiceLauncher.managementPort(context), request)).startsWith("HTTP/1.1 200");
    }

    @Test
    void an_old_client_that_names_no_host_is_served() throws IOException {
        assertThat(raw("GET /nuevo HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("stored /nuevo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "a:4000:1", "a:70000", "[::1", "::1", "<x>", "a,b", "user@a"})
    void another_host_is_refused_by_name(String host) throws IOException {
        assertThat(get("/api/v1/detections/x", "Host: " + host))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"Host\"", "Host is '" + host + "'; must be a host name or an IP address")
                .contains("localhost:4000");
        assertThat(get("/nuevo", "Host: " + host)).contains("Host es '" + host + "'; debe ser un nombre");
    }

    @Test
    void a_missing_and_a_repeated_host_are_refused_by_name() throws IOException {
        assertThat(raw("GET /api/v1/x HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("Host is missing");
        assertThat(get("/api/v1/x", "Host: a\r\nHost: b"))
                .startsWith("HTTP/1.1 400")
                .contains("Host was received 2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nuevo", "//nuevo", "///nuevo", "/nuevo/", "//nuevo//", "/nuevo/?dato=1", "//nuevo?x=//"})
    void slashes_too_many_are_passed_over(String path) throws IOException {
        assertThat(get(path, "Host: x")).startsWith("HTTP/1.1 200").contains("stored /nuevo of");
    }

    @Test
    void the_root_may_have_more_slashes_than_one() throws IOException {
        assertThat(get("//", "Host: x")).endsWith("welcome");
        assertThat(get("/", "Host: x")).endsWith("welcome");
        assertThat(get("/api//v1/detections/a/", "Host: x")).endsWith("id a");
    }

    @Test
    void every_printable_character_may_be_in_the_id_of_a_verdict() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            assertThat(get("/api/v1/detections/" + "%%%02X".formatted((int) c) + "x", "Host: x"))
                    .endsWith("id " + c + "x");
            all.append(c);
        }
        StringBuilder encoded = new StringBuilder();
        all.chars().forEach(c -> encoded.append("%%%02x".formatted(c)));
        assertThat(get("/api/v1/detections/" + encoded, "Host: x")).endsWith("id " + all);
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /api/v1/x?|<> HTTP/1.1', 400, such as %20 for a space",
        "'GET /api/v1/%zz HTTP/1.1', 400, such as %20 for a space",
        "'GET /nuevo?dato=1&x=a b HTTP/1.1', 400, escriba un espacio de la URL como %20",
        "'GET /api/v1/x?ts=2025-11-21 16:00 HTTP/1.1', 400, write a space in the URL as %20",
        "'GET /api/v1/sensors/a%00b HTTP/1.1', 400, contain no character 0",
        "'GET /api/v1/sensors/%ff HTTP/1.1', 400, be valid UTF-8",
        "'GET /%2e%2e/etc/passwd HTTP/1.1', 400, not leave /",
        "'GET nuevo?dato=1 HTTP/1.1', 400, must start with /",
        "'GET http://y/api/v1/x HTTP/1.1', 400, Host differs from the host in the URL",
        "'\u0016\u0003\u0001', 400, http:// instead of https://",
        "'G<T / HTTP/1.1', 400, ''",
        "'GET /api/v1/x HTTP/3.7', 505, must be 1.1 or 1.0",
        "'TRACE /api/v1/x HTTP/1.1', 405, / lists the calls",
        "'CONNECT x:1 HTTP/1.1', 501, not a proxy"
    })
    void a_malformed_request_line_is_answered_with_what_to_do(String line, int status, String words)
            throws IOException {
        assertThat(raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/problem+json", words);
    }

    @ParameterizedTest
    @CsvSource({
        "'Transfer-Encoding: gzip, chunked', 501, 'Transfer-Encoding is ''gzip, chunked''; must be chunked'",
        "Transfer-Encoding: deflate, 501, use Content-Encoding: gzip",
        "Expect: miracles, 417, 'Expect is ''miracles''; must be 100-continue'",
        "Content-Length: many, 400, 'Content-Length is ''many''; must be the number of bytes in the body'",
        "Content-Length: -5, 400, 'Content-Length is ''-5''; must be the number of bytes in the body'",
        "'Content-Length: 1\r\nContent-Length: 2', 400, 'Content-Length is ''1, 2''; must be the number of bytes in the body'",
        "'Transfer-Encoding: chunked, gzip', 400, Content-Length and Transfer-Encoding"
    })
    void a_malformed_header_is_answered_with_what_is_valid(String header, int status, String words) throws IOException {
        assertThat(raw("POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/problem+json", words)
                .doesNotContain("the server's log has the cause");
    }

    @Test
    void a_head_that_is_too_large_is_told_from_a_malformed_one() throws IOException {
        assertThat(get("/api/v1/x?" + "x".repeat(15_000), "Host: x")).startsWith("HTTP/1.1 404");
        assertThat(get("/api/v1/x?" + "x".repeat(17_000), "Host: x"))
                .startsWith("HTTP/1.1 414")
                .contains("more than 16384 bytes", "the body of a POST");
        assertThat(get("/api/v1/x", "Host: x\r\nCookie: " + "x".repeat(17_000)))
                .startsWith("HTTP/1.1 431")
                .contains("more than 16384 bytes", "cookies");
        assertThat(get("/nuevo", "Host: x\r\nCookie: " + "x".repeat(17_000)))
                .startsWith("HTTP/1.1 431")
                .contains("Las cabeceras son demasiado grandes");
        assertThat(get("/api/v1/x", "Host: x" + "\r\nX: y".repeat(150)))
                .startsWith("HTTP/1.1 431")
                .contains("more than 100 headers");
    }

    private static String get(String target, String headers) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
    }

    private static String raw(String request) throws IOException {
        return raw(ServiceLauncher.port(context), request);
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
