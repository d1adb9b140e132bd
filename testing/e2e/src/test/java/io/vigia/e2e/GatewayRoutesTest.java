package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigia.testkit.Language;
import io.vigia.testkit.Machine;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HAProxy itself with our configuration, in which only addresses are others, before two programs that note what they get. */
@DisplayName("The gateway's routes")
class GatewayRoutesTest {
    private static final Path CONFIGURATION = Path.of("..", "..", "compose", "gateway", "haproxy.cfg");
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    private static HttpServer ingest;
    private static HttpServer query;
    private static Process gateway;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Path haproxy = Machine.command("haproxy")
                .or(() -> Optional.of(Path.of("/usr/sbin/haproxy")).filter(Files::isExecutable))
                .orElseThrow(() -> Machine.lacks(
                        "No haproxy here; apt-get install haproxy. NOT CHECKED: where the gateway sends which call"));
        ingest = replica("ingest");
        query = replica("query");
        port = Machine.freePort();
        String text = Files.readString(CONFIGURATION)
                .replace("bind :4000", "bind 127.0.0.1:" + port)
                .replace("abns@writes", "abns@writes-" + port)
                .replaceAll("(?m)^ *default-server .*$", "")
                .replaceAll("(?m)^ *option httpchk .*$", "")
                .replaceAll("(?m)^ *http-check .*$", "")
                .replaceAll("maxconn \\d+", "maxconn 100")
                .replaceAll("server-template ingest- .*", "server ingest-1 127.0.0.1:" + portOf(ingest))
                .replaceAll("server-template query- .*", "server query-1 127.0.0.1:" + portOf(query));
        assertThat(text).contains("server ingest-1", "server query-1").doesNotContain("_HOST}", "docker resolve");
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);
        gateway = new ProcessBuilder(haproxy.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(() -> call("GET / HTTP/1.1\r\nHost: x\r\n").startsWith("HTTP/1.1 200"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            gateway.destroyForcibly().waitFor();
            ingest.stop(0);
            query.stop(0);
        }
    }

    @BeforeEach
    void forget() {
        RECEIVED.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/nuevo?dato=1, ingest, /nuevo?dato=1",
        "//nuevo?dato=1, ingest, /nuevo?dato=1",
        "///nuevo?x=//, ingest, /nuevo?x=//",
        "/nuevo/?dato=1, ingest, /nuevo/?dato=1",
        "//detectar//?dato=1, ingest, /detectar/?dato=1",
        "//borrar, ingest, /borrar",
        "//api//v1/readings, ingest, /api/v1/readings",
        "/api/v1/readings/, ingest, /api/v1/readings/",
        "//listar, query, /listar",
        "//, query, /",
        "/api/v1/detections/a%2Fb%5C, query, /api/v1/detections/a%2Fb%5C",
        "/api/v1/incidents/boiler-1~0123456789abcdef, query, /api/v1/incidents/boiler-1~0123456789abcdef",
        "/api/v1/sensors/nuevo/readings, query, /api/v1/sensors/nuevo/readings"
    })
    void a_call_gets_where_it_belongs_with_slashes_too_many(String target, String service, String received)
            throws IOException {
        assertThat(call("GET " + target + " HTTP/1.1\r\nHost: x\r\n")).startsWith("HTTP/1.1 200");
        assertThat(RECEIVED).containsExactly(service + " GET " + received + " x");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/incidents/s~0/close, ingest",
        "POST, /api/v1/sensors/s/recalibrate, ingest",
        "POST, /api/v1/anomalies/a/feedback, ingest",
        "DELETE, /api/v1/anomalies/a/feedback, ingest",
        "GET, /api/v1/anomalies, query",
        "GET, /api/v1/labels, query",
        "GET, /api/v1/dead-letters, query",
        "POST, /api/v1/maintenance, ingest",
        "DELETE, /api/v1/maintenance/a, ingest",
        "GET, /api/v1/maintenance, query",
        "POST, /api/v1/backtest, query",
        "GET, /api/v1/incidents/s~0, query",
        "GET, /api/v1/sensors/s/readings, query"
    })
    void actions_of_people_go_to_the_service_that_writes(String method, String path, String service)
            throws IOException {
        assertThat(call(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(RECEIVED).containsExactly(service + " " + method + " " + path + " x");
    }

    @ParameterizedTest
    @CsvSource({"GET, query", "PUT, ingest", "DELETE, ingest"})
    void settings_are_changed_by_one_service_and_read_from_the_other(String method, String service) throws IOException {
        assertThat(call(method + " /api/v1/settings/boiler-* HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(RECEIVED).containsExactly(service + " " + method + " /api/v1/settings/boiler-* x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vigia_gateway:4000",
                "VIGIA.Example.",
                "[::1]:4000",
                "[fe80::1%25eth0]:4000",
                "10.0.0.1:1",
                "a..b"
            })
    void every_host_gets_through_as_it_is(String host) throws IOException {
        assertThat(call("GET /nuevo?dato=1 HTTP/1.1\r\nHost: " + host + "\r\n")).startsWith("HTTP/1.1 200");
        assertThat(RECEIVED).containsExactly("ingest GET /nuevo?dato=1 " + host);
    }

    @Test
    void what_a_service_takes_of_headers_the_gateway_passes_on() throws IOException {
        assertThat(call("GET /listar?x=" + "x".repeat(15_000) + " HTTP/1.1\r\nHost: x\r\nCookie: " + "x".repeat(10_000)
                        + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Which answers 414 and 431 with what is too large; the gateway's own answer would be a page that says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /listar?x=%s HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n"})
    void a_head_of_forty_kilobytes_gets_to_the_service(String head) throws IOException {
        assertThat(call(head.formatted("x".repeat(40_000)))).startsWith("HTTP/1.1 200");
    }

    @Test
    void the_programs_of_the_flask_service_lose_nothing_with_a_slash_too_many() throws Exception {
        Path python = Machine.command("python3")
                .orElseThrow(
                        () -> Machine.lacks("No python3 here. NOT CHECKED: the classic calls of Python's clients"));
        Path script = folder.resolve("classic_clients.py");
        try (InputStream in = GatewayRoutesTest.class.getResourceAsStream("classic_clients.py")) {
            Files.copy(in, script);
        }
        File log = folder.resolve("clients.log").toFile();
        Process clients = new ProcessBuilder(python.toString(), script.toString(), "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(clients.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(clients.exitValue()).as(Files.readString(log.toPath())).isZero();
        List<String> calls =
                RECEIVED.stream().map(call -> call.replaceFirst(" [^ ]*$", "")).toList();
        assertThat(calls)
                .startsWith(
                        "ingest GET /nuevo?dato=72",
                        "ingest POST /detectar/",
                        "ingest GET /nuevo?dato=73.5",
                        "ingest POST /detectar/",
                        "ingest GET /nuevo?dato=95",
                        "ingest POST /detectar/",
                        "query GET /listar",
                        "query GET /",
                        "query GET /");
        if (calls.size() > 9) {
            assertThat(calls).hasSize(17).endsWith("ingest GET /nuevo?dato=1", "ingest GET /borrar");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//nuevo?dato=dies | /nuevo | La réplica cerró la conexión",
                "/detectar?dato=dies | /detectar | La réplica cerró la conexión",
                "/borrar?dies | /borrar | La réplica cerró la conexión",
                "/listar?dies | /listar | La réplica cerró la conexión",
                "/?dies | / | La réplica cerró la conexión",
                "/api/v1/readings?dies | /api/v1/readings | The replica closed the connection",
                "/api/v1/sensors/a%22b?dies | /api/v1/sensors/a%22b | The replica closed the connection"
            })
    void its_own_errors_are_in_the_language_of_the_call(String target, String instance, String title)
            throws IOException {
        String answer = call("GET " + target + " HTTP/1.1\r\nHost: x\r\n");
        assertThat(answer).startsWith("HTTP/1.1 502 ").containsIgnoringCase("\r\nRetry-After: 1\r\n");
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.path("title").asString()).isEqualTo(title);
        assertThat(problem.path("instance").asString()).isEqualTo(instance);
        assertThat(problem.path("status").asInt()).isEqualTo(502);
        Language language = title.startsWith("The ") ? Language.ENGLISH : Language.SPANISH;
        assertThat(language.foreign(problem.path("detail").asString())).isEmpty();
        assertThat(problem.path("detail").asString()).contains(" ts, ");
    }

    /** An error of each status has both texts, so that no status is forgotten that a test can't provoke. */
    @Test
    void its_errors_after_the_head_of_a_call_have_texts_in_both_languages() throws IOException {
        List<MatchResult> texts = Pattern.compile("iif\\(\"([^\"]+)\",\"([^\"]+)\"\\)")
                .matcher(Files.readString(CONFIGURATION))
                .results()
                .toList();
        assertThat(texts)
                .as("titles and details of 502, 503 and 504")
                .hasSize(6)
                .allSatisfy(text -> {
                    assertThat(Language.SPANISH.foreign(text.group(1))).isEmpty();
                    assertThat(Language.ENGLISH.foreign(text.group(2))).isEmpty();
                });
    }

    private static HttpServer replica(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> answer(name, exchange));
        server.start();
        return server;
    }

    private static void answer(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            RECEIVED.add(name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host"));
            // Without an answer the connection is closed.
            if (!exchange.getRequestURI().toString().endsWith("dies")) {
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    private static int portOf(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static String call(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
