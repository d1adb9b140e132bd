package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.vigia.contract.SensorPattern;
import io.vigia.ingest.app.IngestConfiguration;
import io.vigia.query.app.QueryConfiguration;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.access.NewKey;
import io.vigia.runtime.access.Role;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.testkit.Machine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All routes of both services, without a Kafka or a Redis: who is let in is decided before either is needed. */
@DisplayName("Every route")
class EveryRouteTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String UNKNOWN = NewKey.random(RANDOM).key();
    private static final String SASL_PASSWORD = "sasl-" + NewKey.random(RANDOM).key();
    private static final String REDIS_PASSWORD =
            "redis-" + NewKey.random(RANDOM).key();
    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static Path keys;
    private static String limited;

    /** A way to call something, and who may. */
    private record Route(String method, String path, Access access) {}

    @BeforeAll
    static void start() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Role role : Role.values()) {
            NewKey key = NewKey.random(RANDOM);
            KEYS.put(role, key.key());
            lines.add(key.line(Set.of(role), "of-" + role.word()));
        }
        NewKey other = NewKey.random(RANDOM);
        limited = other.key();
        lines.add(other.line(Set.of(Role.ADMINISTER), List.of(new SensorPattern("boiler-*")), "of-boilers"));
        keys = Files.write(folder.resolve("keys"), lines);
        Variables variables = Variables.of(Map.ofEntries(
                Map.entry("PORT", "0"),
                Map.entry("MANAGEMENT_PORT", "0"),
                Map.entry("LOG_FORMAT", "plain"),
                Map.entry("VIGIA_DATA", folder.toString()),
                Map.entry("INGEST_ACK_TIMEOUT_MS", "500"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + Machine.freePort()),
                Map.entry("KAFKA_SECURITY_PROTOCOL", "sasl_plaintext"),
                Map.entry("KAFKA_SASL_USERNAME", "vigia"),
                Map.entry("KAFKA_SASL_PASSWORD", SASL_PASSWORD),
                Map.entry("REDIS_PORT", Integer.toString(Machine.freePort())),
                Map.entry("REDIS_PASSWORD", REDIS_PASSWORD),
                Map.entry("VIGIA_AUTH_KEYS_FILE", keys.toString()),
                Map.entry("VIGIA_AUTH_CLASSIC", "closed")));
        context = ServiceLauncher.start(
                "vigia",
                variables,
                List.of(IngestConfiguration.class, QueryConfiguration.class),
                beans -> beans.registerBean("store", SeriesStore.class, () -> RedisSeriesStore.open(variables)));
        // Not before: starting configures logging anew, and stops the appenders of others.
        LOG.start();
        root().addAppender(LOG);
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.INFO);
    }

    @AfterAll
    static void stop() {
        context.close();
        root().detachAppender(LOG);
    }

    @Test
    void says_who_may_call_it() {
        assertThat(routes()).hasSizeGreaterThan(15).noneMatch(route -> route.access() == null);
        assertThat(routes().filter(route -> route.access() == Access.ANYONE).map(Route::path))
                .containsOnly("/error", "/panel", "/wall", "/docs", "/favicon.ico", "/assets/a/a");
        assertThat(routes().filter(route -> route.access().classic())
                        .map(Route::path)
                        .distinct())
                .containsExactlyInAnyOrder("/", "/nuevo", "/detectar", "/listar");
        assertThat(routes().filter(route -> route.path().equals("/borrar")))
                .isNotEmpty()
                .allMatch(route -> route.access() == Access.ADMINISTER);
    }

    @Test
    void lets_in_who_has_its_role_and_nobody_else() {
        routes().filter(route -> route.access() != Access.ANYONE).forEach(route -> {
            assertThat(status(route)).as("%s without a key", route).isEqualTo(401);
            assertThat(status(route, "X-API-Key", UNKNOWN))
                    .as("%s with a wrong key", route)
                    .isEqualTo(401);
            KEYS.forEach((role, key) -> {
                int status = status(route, "Authorization", "Bearer " + key);
                if (route.access().allows(Set.of(role))) {
                    assertThat(status).as("%s with role %s", route, role).isNotIn(401, 403);
                } else {
                    assertThat(status).as("%s with role %s", route, role).isEqualTo(403);
                }
            });
        });
    }

    /** What has no sensor in its path or query answers with the sensors of the key, or with nothing of a sensor. */
    @Test
    void is_closed_to_a_key_for_other_sensors_where_it_names_one() {
        assertThat(routes().filter(route -> route.access() != Access.ANYONE)
                        .filter(route -> status(route, "X-API-Key", limited) != 403)
                        .map(route -> route.method() + " " + route.path())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "GET /",
                        "POST /",
                        "GET /api/v1/anomalies",
                        "GET /api/v1/dead-letters",
                        "GET /api/v1/detections/a",
                        "GET /api/v1/incidents",
                        "GET /api/v1/incidents/a",
                        "GET /api/v1/labels",
                        "GET /api/v1/maintenance",
                        "GET /api/v1/pipeline",
                        "GET /api/v1/sensors",
                        "GET /api/v1/settings",
                        "POST /api/v1/backtest",
                        "POST /api/v1/anomalies/a/feedback",
                        "DELETE /api/v1/anomalies/a/feedback",
                        "POST /api/v1/incidents/a/a",
                        "POST /api/v1/maintenance",
                        "DELETE /api/v1/maintenance/a",
                        "POST /api/v1/readings");
    }

    @Test
    void is_described_for_everybody_as_the_topics_are() {
        for (String path : List.of("/openapi.json", "/asyncapi.yaml", "/schemas/verdict.json")) {
            HttpResponse<String> description = call(port(), new Route("GET", path, Access.ANYONE));
            assertThat(description.statusCode()).as(path).isEqualTo(200);
            assertThat(description.body()).as(path).isNotBlank();
        }
    }

    @Test
    void keeps_secrets_to_itself_as_do_logs_metrics_and_health() throws IOException {
        StringBuilder shown = new StringBuilder();
        for (String accept : List.of("text/html", "text/plain", "application/json")) {
            routes().forEach(route -> {
                shown.append(text(call(port(), route, "Accept", accept)));
                shown.append(text(call(port(), route, "Accept", accept, "X-API-Key", UNKNOWN)));
                KEYS.values()
                        .forEach(key -> shown.append(text(call(port(), route, "Accept", accept, "X-API-Key", key))));
            });
        }
        int management = ServiceLauncher.managementPort(context);
        for (String path : List.of("/metrics", "/health", "/health/ready", "/health/live")) {
            shown.append(text(call(management, new Route("GET", path, Access.ANYONE))));
        }
        assertThat(shown).contains("vigia_access_refused_total", "vigia_access_keys " + (KEYS.size() + 1) + ".0");
        List.copyOf(LOG.list)
                .forEach(event -> shown.append(event.getFormattedMessage())
                        .append(
                                event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        assertThat(LOG.list).isNotEmpty();

        assertThat(shown).doesNotContain(secrets().toArray(String[]::new));
    }

    @Test
    void answers_in_silence_of_secrets_when_the_environment_has_them_and_help_is_asked_for() throws Exception {
        for (String command : List.of("", "up", "send", "demo", "bench", "key", "ingest-api")) {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Vigia.class.getName()));
            line.addAll(command.isEmpty() ? List.of("--help") : List.of(command, "--help"));
            ProcessBuilder process = new ProcessBuilder(line).redirectErrorStream(true);
            process.environment()
                    .putAll(Map.of(
                            "VIGIA_API_KEY", UNKNOWN,
                            "REDIS_PASSWORD", REDIS_PASSWORD,
                            "KAFKA_SASL_PASSWORD", SASL_PASSWORD));
            Process help = process.start();
            String shown = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(help.waitFor()).as(shown).isZero();
            assertThat(shown).contains("Usage: vigia").doesNotContain(secrets().toArray(String[]::new));
        }
    }

    private static List<String> secrets() {
        List<String> secrets = new ArrayList<>(KEYS.values());
        secrets.addAll(List.of(limited, UNKNOWN, SASL_PASSWORD, REDIS_PASSWORD));
        try {
            Files.readAllLines(keys).forEach(line -> secrets.add(line.substring(line.lastIndexOf(' ') + 1)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return secrets;
    }

    private static Stream<Route> routes() {
        return context.getBeanProvider(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> {
                    Needs needs = entry.getValue().getMethodAnnotation(Needs.class);
                    Set<RequestMethod> methods =
                            entry.getKey().getMethodsCondition().getMethods();
                    return (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                            .flatMap(method -> entry.getKey().getPatternValues().stream()
                                    .map(path -> new Route(
                                            method.name(),
                                            path.replaceAll("\\{[^}]*}", "a"),
                                            needs == null ? null : needs.value())));
                });
    }

    private static int status(Route route, String... headers) {
        return call(port(), route, headers).statusCode();
    }

    private static String text(HttpResponse<String> response) {
        return response.headers() + response.body();
    }

    private static HttpResponse<String> call(int port, Route route, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + route.path() + "?dato=1&sensor=a"))
                .timeout(Duration.ofSeconds(60))
                .method(route.method(), HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(route + ": " + failed, failed);
        }
    }

    private static int port() {
        return ServiceLauncher.port(context);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
