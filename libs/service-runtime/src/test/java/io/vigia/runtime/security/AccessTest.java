package io.vigia.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.access.NewKey;
import io.vigia.runtime.access.Role;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

class AccessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SEND = NewKey.random(RANDOM).key();
    private static final String READ = NewKey.random(RANDOM).key();
    private static final String ADMINISTER = NewKey.random(RANDOM).key();
    private static final String UNKNOWN = NewKey.random(RANDOM).key();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext context;

    @RestController
    static class Calls {
        @GetMapping("/nuevo")
        @Needs(Access.CLASSIC_SEND)
        String classicSend() {
            return "ok";
        }

        @GetMapping("/borrar")
        @Needs(Access.ADMINISTER)
        String administer() {
            return "ok";
        }

        @PostMapping("/api/v1/readings")
        @Needs(Access.SEND)
        String send(HttpServletRequest request, @RequestParam int count) {
            RequestCost.readings(request, count);
            return "ok";
        }

        @GetMapping("/api/v1/sensors/{sensor}")
        @Needs(Access.READ)
        String read() {
            return "ok";
        }

        @GetMapping("/api/v1/late")
        @Needs(Access.SEND_OR_READ)
        CompletableFuture<String> late() {
            return CompletableFuture.supplyAsync(
                    () -> "ok", CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }
    }

    static class CallsConfiguration {
        @Bean
        Calls calls() {
            return new Calls();
        }
    }

    @RestController
    static class Silent {
        @GetMapping("/silent")
        String silent() {
            return "ok";
        }
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void nobody_is_asked_for_a_key_unless_a_file_of_keys_is_named() {
        start();
        assertThat(get("/borrar").statusCode()).isEqualTo(200);
        assertThat(get("/borrar", "X-API-Key", UNKNOWN).statusCode()).isEqualTo(200);
        assertThat(get("/nuevo").headers().map()).doesNotContainKeys("ratelimit", "access-control-allow-origin");
    }

    @Test
    void a_call_needs_a_key_with_its_role() throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys());

        assertThat(get("/api/v1/sensors/a", "Authorization", "Bearer " + READ).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/sensors/a", "authorization", "bearer  " + READ).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/sensors/a", "X-API-Key", READ).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/sensors/a", "Authorization", "Basic x", "X-API-Key", READ)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/borrar", "X-API-Key", ADMINISTER).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/sensors/a", "X-API-Key", ADMINISTER).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/late", "X-API-Key", SEND).body()).isEqualTo("ok");
        assertThat(get("/api/v1/late", "X-API-Key", READ).body()).isEqualTo("ok");

        HttpResponse<String> without = get("/api/v1/sensors/a");
        assertThat(problem(without, 401).get("detail").asString()).contains("the role read", "X-API-Key: <key>");
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"vigia\"");

        HttpResponse<String> small = get("/api/v1/sensors/a", "X-API-Key", SEND);
        assertThat(problem(small, 403).get("detail").asString())
                .isEqualTo("the key 'boiler-room' lacks the role that this call requires: read");
        assertThat(small.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"vigia\", error=\"insufficient_scope\", scope=\"read\"");

        HttpResponse<String> unknown = get("/api/v1/sensors/a", "X-API-Key", UNKNOWN);
        problem(unknown, 401);
        assertThat(unknown.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
        assertThat(unknown.body()).doesNotContain(UNKNOWN);
        assertThat(get("/api/v1/sensors/a?X-API-Key=" + READ).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/sensors/a", "X-API-Key", "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/borrar",
                "/borrar/",
                "//borrar",
                "/borrar;a=b",
                "/%62orrar",
                "/./borrar",
                "/nuevo/../borrar",
                "/borrar?x",
                "/Borrar",
                "/nuevo;/../borrar",
                "/nuevo/%2e%2e/borrar",
                "/borrar.json"
            })
    void no_spelling_of_a_path_leads_past_its_role(String path) throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys());
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (400|401|404)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "GARBAGE"})
    void no_method_leads_past_its_role(String method) throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys());
        String answer = raw(method + " /borrar HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("\r\n\r\nok");
        if (method.equals("HEAD")) {
            assertThat(answer).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void classic_calls_stay_open_to_who_sends_no_key_until_they_are_closed() throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys());
        assertThat(get("/nuevo").statusCode()).isEqualTo(200);
        assertThat(get("/nuevo").headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=1000;w=1");
        assertThat(get("/borrar").statusCode()).isEqualTo(401);
        assertThat(get("/nuevo", "X-API-Key", UNKNOWN).statusCode()).isEqualTo(401);
        assertThat(get("/nuevo", "X-API-Key", READ).statusCode()).isEqualTo(403);
        stop();

        start("VIGIA_AUTH_KEYS_FILE", keys(), "VIGIA_AUTH_CLASSIC", "closed");
        assertThat(get("/nuevo").statusCode()).isEqualTo(401);
        assertThat(get("/nuevo", "X-API-Key", SEND).statusCode()).isEqualTo(200);
        assertThat(get("/nuevo", "Accept", "text/html").body()).contains("<h1>Se requiere una clave</h1>");
        assertThat(get("/nuevo", "Accept", "text/plain").body())
                .startsWith("Se requiere una clave: no se recibió ninguna clave;");
        assertThat(get("/nuevo", "Accept", "text/html", "X-API-Key", READ).body())
                .contains("<h1>No permitido</h1>");
    }

    @Test
    void who_calls_too_often_is_told_when_to_come_back() {
        start("VIGIA_RATE_PER_ADDRESS", "1");
        HttpResponse<String> first = get("/nuevo", "X-Forwarded-For", "198.51.100.7");
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=1;w=1");
        assertThat(first.headers().firstValue("RateLimit")).hasValue("\"address\";r=0;t=1");
        send(
                "/api/v1/readings?count=100",
                post -> post.POST(HttpRequest.BodyPublishers.noBody()),
                "X-Forwarded-For",
                "198.51.100.8");

        HttpResponse<String> refused = get("/nuevo", "X-Forwarded-For", "198.51.100.8");
        assertThat(problem(refused, 429).get("detail").asString())
                .startsWith("se recibieron más de 1 lecturas o peticiones por segundo; esta llamada no");
        int pause = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
        assertThat(pause).isBetween(60, 101);
        assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"address\";r=0;t=" + pause);
        assertThat(get("/nuevo", "X-Forwarded-For", "198.51.100.9").statusCode())
                .isEqualTo(200);
        assertThat(get("/nuevo", "X-Forwarded-For", "2001:db8:1:1::1").statusCode())
                .isEqualTo(200);
        send(
                "/api/v1/readings?count=100",
                post -> post.POST(HttpRequest.BodyPublishers.noBody()),
                "X-Forwarded-For",
                "2001:db8:1:2::1");
        assertThat(get("/nuevo", "X-Forwarded-For", "2001:db8:1:2:ffff::9").statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_forwarded_address_is_believed_of_trusted_proxies_only() {
        start("VIGIA_RATE_PER_ADDRESS", "1", "VIGIA_TRUSTED_PROXIES", "192.0.2.0/24");
        send(
                "/api/v1/readings?count=100",
                post -> post.POST(HttpRequest.BodyPublishers.noBody()),
                "X-Forwarded-For",
                "198.51.100.8");
        assertThat(get("/nuevo", "X-Forwarded-For", "198.51.100.9").statusCode())
                .isEqualTo(429);
    }

    @Test
    void a_key_has_a_limit_of_its_own_that_no_address_uses_up() throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys(), "VIGIA_RATE_PER_KEY", "2", "VIGIA_RATE_PER_ADDRESS", "1");
        send("/api/v1/readings?count=100", post -> post.POST(HttpRequest.BodyPublishers.noBody()), "X-API-Key", SEND);
        assertThat(get("/nuevo", "X-API-Key", SEND).headers().firstValue("RateLimit-Policy"))
                .hasValue("\"key\";q=2;w=1");
        assertThat(get("/nuevo", "X-API-Key", SEND).statusCode()).isEqualTo(429);
        assertThat(get("/nuevo", "X-API-Key", ADMINISTER).statusCode()).isEqualTo(200);
        assertThat(get("/nuevo").statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_tells_browsers_what_to_hold_it_to() throws IOException {
        start("VIGIA_AUTH_KEYS_FILE", keys());
        List<String> answers = List.of(
                raw("GET /nuevo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                raw("GET /borrar HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n\r\n"),
                raw("GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                raw("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                raw("GET /hola?x=%zz|<> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .contains(
                                "Content-Security-Policy: default-src 'self'; style-src 'self' 'sha256-",
                                "frame-ancestors 'none'",
                                "X-Content-Type-Options: nosniff",
                                "Referrer-Policy: no-referrer")
                        .doesNotContain("unsafe-inline"));
    }

    @Test
    void pages_of_other_origins_may_call_only_if_they_are_named() {
        start("VIGIA_CORS_ORIGINS", "https://panel.example");
        HttpResponse<String> asked = send(
                "/nuevo",
                request -> request.method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
                "Origin",
                "https://panel.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "x-api-key");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://panel.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers")).hasValue("x-api-key");
        assertThat(get("/nuevo", "Origin", "https://panel.example")
                        .headers()
                        .firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("RateLimit"));
        HttpResponse<String> other = get("/nuevo", "Origin", "https://evil.example");
        assertThat(problem(other, 403).get("type").asString()).isEqualTo("urn:vigia:problem:origin");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(get("/nuevo").statusCode()).isEqualTo(200);
    }

    @Test
    void a_route_that_does_not_say_who_may_call_it_stops_the_start() {
        assertThatThrownBy(() -> ServiceLauncher.start("test", variables(), List.of(Silent.class)))
                .hasMessageContaining("Silent#silent() declares no access; annotate the method with @Needs(Access.…)");
    }

    @Test
    void health_and_metrics_are_never_among_the_public_calls() throws IOException {
        assertThatThrownBy(() ->
                        ServiceLauncher.start("test", variables("PORT", "4000", "MANAGEMENT_PORT", "4000"), List.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("MANAGEMENT_PORT is '4000'; must be a port other than PORT, because health and metrics must"
                        + " not be public");
        start("VIGIA_AUTH_KEYS_FILE", keys(), "MANAGEMENT_ADDRESS", "127.0.0.1");
        for (String path : List.of("/health", "/health/ready", "/metrics", "/prometheus", "/actuator")) {
            assertThat(get(path, "X-API-Key", ADMINISTER).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_file_of_keys_that_cant_be_used_stops_the_start() {
        assertThatThrownBy(() ->
                        start("VIGIA_AUTH_KEYS_FILE", folder.resolve("none").toString()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("VIGIA_AUTH_KEYS_FILE is '");
    }

    private String keys() throws IOException {
        return Files.write(
                        folder.resolve("keys"),
                        List.of(
                                new NewKey(SEND).line(Set.of(Role.SEND), "boiler-room"),
                                new NewKey(READ).line(Set.of(Role.READ), "panel"),
                                new NewKey(ADMINISTER).line(Set.of(Role.ADMINISTER), "chief")))
                .toString();
    }

    private void start(String... settings) {
        context = ServiceLauncher.start("test", variables(settings), List.of(CallsConfiguration.class));
    }

    private static Variables variables(String... settings) {
        Map<String, String> variables =
                new HashMap<>(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain"));
        for (int i = 0; i < settings.length; i += 2) {
            variables.put(settings[i], settings[i + 1]);
        }
        return Variables.of(variables);
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send(path, request -> request, headers);
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> more, String... headers) {
        HttpRequest.Builder request = more.apply(
                HttpRequest.newBuilder(URI.create("http://localhost:" + ServiceLauncher.port(context) + path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", ServiceLauncher.port(context))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return Json.MAPPER.readTree(response.body());
    }
}
