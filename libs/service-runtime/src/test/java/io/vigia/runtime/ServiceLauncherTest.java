package io.vigia.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.answer.Html;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import io.vigia.runtime.settings.Degraded;
import io.vigia.runtime.settings.FatalFailure;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

class ServiceLauncherTest {
    private static final Variables FREE_PORTS = Variables.of(
            Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "NAME", "Planta", "HOSTNAME", "nodo-a", "LOG_FORMAT", "plain"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext context;

    @RestController
    static class Calls {
        private final ClassicAnswers answers;

        Calls(ClassicAnswers answers) {
            this.answers = answers;
        }

        @GetMapping("/hola")
        @Needs(Access.ANYONE)
        ResponseEntity<byte[]> hello(HttpServletRequest request) {
            return answers.answer(request, new Hello("<mundo>"));
        }

        @GetMapping("/refuse")
        @Needs(Access.ANYONE)
        String refuse(@RequestParam int n) {
            throw new ProblemException(
                    Problem.invalid("dato", "a\nb", "un número").retryAfter(Duration.ofSeconds(3)));
        }

        @GetMapping("/api/v1/refuse")
        @Needs(Access.ANYONE)
        String refuseApi() {
            throw ProblemException.invalid("dato", null, "a number");
        }

        @GetMapping("/fail")
        @Needs(Access.ANYONE)
        String fail() {
            throw new IllegalStateException("a secret of the inside");
        }

        @PostMapping(path = "/body", consumes = "application/json")
        @Needs(Access.ANYONE)
        Map<String, Object> body(@RequestBody Map<String, Object> body) {
            return body;
        }
    }

    record Hello(String to) implements ClassicAnswer {
        @Override
        public Object json() {
            return Map.of("hola", to);
        }

        @Override
        public String text() {
            return "Hola " + to;
        }

        @Override
        public String title() {
            return "Saludo";
        }

        @Override
        public Html html() {
            return Html.format("<p>Hola {}</p>", to);
        }
    }

    static class CallsConfiguration {
        @Bean
        Calls calls(ClassicAnswers answers) {
            return new Calls(answers);
        }

        @Bean
        HealthIndicator store() {
            return () ->
                    Health.status(Degraded.STATUS).withDetail("why", "away").build();
        }
    }

    static class RefusingConfiguration {
        @Bean
        Object refused() {
            throw new StartRefusedException("the bundle is corrupt; take another one", null);
        }
    }

    @BeforeAll
    static void start() {
        context = ServiceLauncher.start("test", FREE_PORTS, List.of(CallsConfiguration.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void a_browser_gets_a_page_and_a_program_gets_json() throws Exception {
        assertThat(get("/hola", "*/*").body()).isEqualTo("{\"hola\":\"<mundo>\"}");
        assertThat(get("/hola", "text/plain").body()).isEqualTo("Hola <mundo>\n");
        HttpResponse<String> page = get("/hola", "text/html,*/*;q=0.8");
        assertThat(page.body()).contains("Hola &lt;mundo&gt;", "Planta", "nodo-a");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void a_problem_names_the_field_what_came_and_what_is_allowed() throws Exception {
        HttpResponse<String> response = get("/refuse?n=1", "*/*");
        JsonNode problem = Json.MAPPER.readTree(response.body());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(problem.get("field").asString()).isEqualTo("dato");
        assertThat(problem.get("received").asString()).isEqualTo("a�b");
        assertThat(problem.get("allowed").asString()).isEqualTo("un número");
        assertThat(problem.get("instance").asString()).isEqualTo("/refuse");
    }

    @Test
    void a_browser_gets_the_problem_as_a_page_except_under_api() throws Exception {
        assertThat(get("/refuse?n=1", "text/html").body()).contains("<h1>Petición incorrecta</h1>", "<dd>dato</dd>");
        assertThat(get("/refuse?n=1", "text/plain").body()).startsWith("A field is invalid: dato is");
        assertThat(get("/api/v1/refuse", "text/html").body()).startsWith("{\"type\":");
    }

    @Test
    void what_the_framework_refuses_is_a_problem_too() throws Exception {
        assertThat(problem(get("/refuse", "*/*"), 400).get("field").asString()).isEqualTo("n");
        assertThat(problem(get("/refuse?n=x", "*/*"), 400).get("received").asString())
                .isEqualTo("x");
        assertThat(problem(get("/nowhere", "*/*"), 404).get("detail").asString())
                .contains("/nowhere");
        assertThat(problem(post("/hola", "application/json", "{}"), 405)
                        .get("allowed")
                        .asString())
                .isEqualTo("GET");
        assertThat(problem(post("/body", "text/csv", "x"), 415).get("received").asString())
                .isEqualTo("text/csv");
        problem(post("/body", "application/json", "{"), 400);
    }

    @Test
    void a_request_that_the_server_itself_cannot_read_is_a_problem() throws Exception {
        String answer = raw("GET /hola?x=%zz|<> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"status\":400");
    }

    @Test
    void what_fails_inside_is_not_shown() throws Exception {
        HttpResponse<String> response = get("/fail", "*/*");

        problem(response, 500);
        assertThat(response.body()).doesNotContain("secret", "IllegalState");
    }

    @Test
    void a_degraded_part_is_shown_and_leaves_the_service_ready() throws Exception {
        HttpResponse<String> ready = management("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        JsonNode health = Json.MAPPER.readTree(ready.body());
        assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/store/details/why").asString()).isEqualTo("away");
        assertThat(management("/health/live").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void metrics_are_in_the_text_form_of_prometheus() throws Exception {
        get("/hola", "*/*");

        assertThat(management("/metrics").body()).contains("# TYPE", "jvm_memory_used_bytes", "http_server_requests");
    }

    @Test
    void a_service_without_public_calls_has_its_management_port_alone() {
        try (ConfigurableApplicationContext quiet =
                ServiceLauncher.startWithoutPublicPort("quiet", FREE_PORTS, List.of())) {
            assertThat(statusOf(ServiceLauncher.managementPort(quiet), "/health/ready"))
                    .isEqualTo(200);
            assertThat(ServiceLauncher.managementPort(quiet)).isEqualTo(ServiceLauncher.port(quiet));
        }
    }

    @Test
    void a_port_in_use_is_said_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> ServiceLauncher.start("test", FREE_PORTS.with(Map.of("PORT", port)), List.of()))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage(
                            "port " + port + " is in use; stop the program that uses it, or set PORT to a free one");
            assertThatThrownBy(() ->
                            ServiceLauncher.start("test", FREE_PORTS.with(Map.of("MANAGEMENT_PORT", port)), List.of()))
                    .hasMessageEndingWith("or set MANAGEMENT_PORT to a free one");
        }
    }

    @Test
    void a_wrong_setting_stops_the_start_by_name() {
        assertThatThrownBy(() -> ServiceLauncher.start("test", Variables.of(Map.of("PORT", "many")), List.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("PORT is 'many'; must be a whole number from 0 to 65535");
    }

    @Test
    void a_part_may_refuse_the_start() {
        assertThatThrownBy(() -> ServiceLauncher.start("test", FREE_PORTS, List.of(RefusingConfiguration.class)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("the bundle is corrupt; take another one");
    }

    @Test
    void a_failure_found_later_stops_the_service() {
        ConfigurableApplicationContext doomed = ServiceLauncher.start("doomed", FREE_PORTS, List.of());

        doomed.publishEvent(new FatalFailure("the topic has another shape"));

        Awaitility.await().until(() -> !doomed.isActive());
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(ServiceLauncher.port(context), path, builder -> builder.header("Accept", accept));
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return send(
                ServiceLauncher.port(context),
                path,
                builder -> builder.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> management(String path) throws IOException, InterruptedException {
        return send(ServiceLauncher.managementPort(context), path, builder -> builder);
    }

    private static int statusOf(int port, String path) {
        try {
            return send(port, path, builder -> builder).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static HttpResponse<String> send(int port, String path, UnaryOperator<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        HttpRequest request = more.apply(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", ServiceLauncher.port(context))) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
