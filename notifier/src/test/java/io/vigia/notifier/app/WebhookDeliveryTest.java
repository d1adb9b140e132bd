package io.vigia.notifier.app;

import static io.vigia.notifier.WebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsDocument;
import io.vigia.contract.Topics;
import io.vigia.notifier.WebServer;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.StartsServers;
import io.vigia.verdict.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Incidents from a real broker to a real web server. */
@StartsServers
class WebhookDeliveryTest {
    private static final String ONE_CHANNEL = """
            groupWait: PT0S
            channels:
              hook: {type: webhook, url: '%s', secretFile: secret, tokenFile: token, allowPrivate: true}
            routes:
              - {sensors: '*', channels: hook}
            """;

    private final long now = System.currentTimeMillis();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Topics topics = NotifierProcess.BROKER.newTopics();
    private WebServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer();
        Files.writeString(folder.resolve("secret"), "signing-key-4711\n");
        Files.writeString(folder.resolve("token"), "bearer-token-4711\n");
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("io.vigia.notifier")).detachAppender(log);
        server.close();
    }

    private NotifierProcess oneChannel() throws Exception {
        return started(ONE_CHANNEL.formatted(server.url("/hook")));
    }

    private NotifierProcess started(String file) throws Exception {
        NotifierProcess notifier = new NotifierProcess(topics, folder, file);
        // After the start, which configures logging anew.
        log.start();
        ((Logger) LoggerFactory.getLogger("io.vigia.notifier")).addAppender(log);
        return notifier;
    }

    private List<WebServer.Call> awaitCalls(int count) {
        await(count + " calls").until(() -> server.calls().size() >= count);
        return server.calls();
    }

    private List<String> keys() {
        return server.calls().stream()
                .map(call -> call.header("Idempotency-Key"))
                .toList();
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        List.copyOf(log.list)
                .forEach(event -> text.append(event.getFormattedMessage()).append('\n'));
        return text.toString();
    }

    @Test
    void an_incident_is_told_as_a_signed_cloud_event_when_it_opens_escalates_and_closes() throws Exception {
        IncidentBuilder incident = IncidentBuilder.of("boiler-7", now);
        Incident opened = incident.opened();
        try (NotifierProcess notifier = oneChannel()) {
            notifier.tell(opened);
            notifier.tell(incident.continued(now + 1));
            notifier.tell(incident.escalated(Severity.HIGH, now + 2));
            notifier.tell(incident.closed(ClosedBy.RECOVERED, now + 3));
            awaitCalls(3);
            notifier.awaitSettled();
        }
        assertThat(keys()).containsExactly(opened.id() + "-1", opened.id() + "-3", opened.id() + "-4");
        WebServer.Call call = server.calls().get(0);
        assertThat(call.path()).isEqualTo("/hook");
        assertThat(call.header("Content-Type")).isEqualTo("application/cloudevents+json");
        assertThat(call.header("Authorization")).isEqualTo("Bearer bearer-token-4711");
        assertThat(call.header("X-Vigia-Signature")).isEqualTo("sha256=" + hmac("signing-key-4711", call.bytes()));
        JsonNode event = Json.MAPPER.readTree(call.body());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("io.vigia.incident.opened.v1");
        assertThat(event.path("subject").asString()).isEqualTo("boiler-7");
        assertThat(event.path("data").toString())
                .isEqualTo(new String(EventJson.write(opened), StandardCharsets.UTF_8));
    }

    private static String hmac(String key, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void what_fails_is_repeated_with_the_same_key_and_no_secret_is_shown_anywhere() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(
                status(500, "your token bearer-token-4711 and key signing-key-4711 are wrong"),
                exchange -> {
                    // Dies: the connection ends without an answer.
                },
                status(302, "", "Location", "http://127.0.0.1:1/elsewhere"),
                exchange -> {
                    try {
                        end.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        Incident opened = IncidentBuilder.of("boiler-7", now).opened();
        try (NotifierProcess notifier = oneChannel()) {
            notifier.tell(opened);
            await("trouble").until(() -> notifier.get("/health/ready").contains("DEGRADED"));
            awaitCalls(5);
            notifier.awaitSettled();
            end.countDown();
            assertThat(keys()).containsOnly(opened.id() + "-1");
            assertThat(logged())
                    .contains("answered 500: your token *** and key *** are wrong")
                    .contains("answered 302, a redirect, which is not followed")
                    .contains("did not answer within 10 s");
            String metrics = notifier.get("/metrics");
            assertThat(metrics)
                    .contains("vigia_notifier_sent_total{channel=\"hook\",outcome=\"delivered\"} 1.0")
                    .contains("vigia_notifier_sent_total{channel=\"hook\",outcome=\"retried\"} 4.0")
                    .contains("vigia_notifier_pending{channel=\"hook\"} 0.0");
            for (String shown : List.of(logged(), metrics, notifier.get("/health"), notifier.get("/health/ready"))) {
                assertThat(shown).doesNotContain("bearer-token-4711").doesNotContain("signing-key-4711");
            }
        }
    }

    @Test
    void what_is_refused_for_good_is_a_dead_letter_and_holds_up_nothing() throws Exception {
        server.answer(status(400, "bad bearer-token-4711"));
        Incident first = IncidentBuilder.of("boiler-7", now).opened();
        Incident second = IncidentBuilder.of("boiler-8", now).opened();
        try (NotifierProcess notifier = oneChannel()) {
            notifier.tell(first);
            awaitCalls(1);
            notifier.tell(second);
            awaitCalls(2);
            notifier.awaitSettled();
            List<ConsumerRecord<byte[], byte[]>> letters =
                    NotifierProcess.BROKER.awaitCommitted(topics.notificationsDlq(), 1);
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).value()).isEqualTo(EventJson.write(first));
            assertThat(header(letters.get(0), "__streams.errors.message"))
                    .isEqualTo("hook: 127.0.0.1 answered 400: bad ***");
            assertThat(header(letters.get(0), "__streams.errors.topic")).isEqualTo(topics.incidents());
            assertThat(header(letters.get(0), "vigia_notify_channel")).isEqualTo("hook");
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_channel_that_is_away_holds_up_no_other_and_repeats_nothing_of_others_after_a_restart() throws Exception {
        String file = """
                channels:
                  good: {type: webhook, url: '%s', allowPrivate: true}
                  away: {type: webhook, url: 'http://127.0.0.1:1/', allowPrivate: true}
                routes:
                  - {channels: [away, good]}
                """.formatted(server.url("/"));
        try (NotifierProcess notifier = started(file)) {
            for (int i = 0; i < 50; i++) {
                notifier.tell(IncidentBuilder.of("sensor-" + i, now).opened());
            }
            awaitCalls(50);
        }
        try (WebServer back = new WebServer();
                NotifierProcess notifier = started(file.replace("127.0.0.1:1/", "127.0.0.1:" + back.port() + "/"))) {
            await("50 calls of the other").until(() -> back.calls().size() >= 50);
            notifier.awaitSettled();
            assertThat(keys()).hasSize(50).doesNotHaveDuplicates();
            assertThat(back.calls()).hasSize(50);
        }
    }

    @Test
    void routes_choose_by_sensor_and_severity_and_nobody_is_told_of_muted_or_snoozed() throws Exception {
        String file = """
                channels:
                  a: {type: webhook, url: '%s', allowPrivate: true}
                  b: {type: webhook, url: '%s', allowPrivate: true}
                routes:
                  - {sensors: 'pump-*', channels: []}
                  - {sensors: '*', severity: high, channels: a}
                  - {sensors: 'boiler-*', channels: [b]}
                """.formatted(server.url("/a"), server.url("/b"));
        byte[] muted = EventJson.write(new SettingsDocument(
                "settings-1", new SensorPattern("quiet"), SensorSettings.of(Map.of("muted", true)), now));
        NotifierProcess.BROKER.send(topics.settings(), "quiet".getBytes(StandardCharsets.UTF_8), muted);
        try (NotifierProcess notifier = started(file)) {
            notifier.tell(IncidentBuilder.of("pump-1", now)
                    .severity(Severity.CRITICAL)
                    .opened());
            notifier.tell(IncidentBuilder.of("other-1", now).opened());
            notifier.tell(
                    IncidentBuilder.of("quiet", now).severity(Severity.CRITICAL).opened());
            notifier.tell(IncidentBuilder.of("snoozed", now)
                    .severity(Severity.CRITICAL)
                    .opened()
                    .with()
                    .snoozedUntil(now + Duration.ofHours(1).toMillis())
                    .build());
            notifier.tell(IncidentBuilder.of("boiler-1", now).opened());
            notifier.tell(
                    IncidentBuilder.of("boiler-2", now).severity(Severity.HIGH).opened());
            awaitCalls(2);
            notifier.awaitSettled();
        }
        assertThat(server.calls())
                .extracting(call ->
                        call.path() + " " + call.header("Idempotency-Key").replaceFirst("~.*", ""))
                .containsExactlyInAnyOrder("/b boiler-1", "/a boiler-2");
    }

    @Test
    void the_own_machine_is_refused_unless_the_channel_allows_it() throws Exception {
        String file = """
                channels:
                  hook: {type: webhook, url: '%s'}
                routes:
                  - {channels: hook}
                """.formatted(server.url("/"));
        try (NotifierProcess notifier = started(file)) {
            notifier.tell(IncidentBuilder.of("boiler-7", now).opened());
            await().until(() -> logged().contains("address 127.0.0.1 is loopback"));
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void what_happened_before_the_first_start_is_not_told() throws Exception {
        NotifierProcess.send(topics, IncidentBuilder.of("before", now).opened());
        try (NotifierProcess notifier = oneChannel()) {
            notifier.tell(IncidentBuilder.of("after", now).opened());
            awaitCalls(1);
            notifier.awaitSettled();
        }
        assertThat(keys()).containsExactly(IncidentBuilder.id("after", now) + "-1");
    }

    @Test
    void several_sensors_are_one_message_for_people() throws Exception {
        String file = """
                groupWait: PT2S
                channels:
                  chat: {type: webhook, preset: slack, url: '%s', allowPrivate: true}
                routes:
                  - {channels: chat}
                """.formatted(server.url("/"));
        try (NotifierProcess notifier = started(file)) {
            for (int i = 0; i < 3; i++) {
                notifier.tell(IncidentBuilder.of("boiler-" + i, now).opened());
            }
            awaitCalls(1);
            notifier.awaitSettled();
        }
        assertThat(server.calls()).hasSize(1);
        assertThat(Json.MAPPER
                        .readTree(server.calls().get(0).body())
                        .path("text")
                        .asString())
                .startsWith("Low severity, 3 sensors: ");
    }

    @Test
    void an_incident_that_is_sent_again_from_the_dead_letters_is_told_to_its_channel_alone() throws Exception {
        String file = """
                channels:
                  a: {type: webhook, url: '%s', allowPrivate: true}
                  b: {type: webhook, url: '%s', allowPrivate: true}
                routes:
                  - {channels: [a, b]}
                """.formatted(server.url("/a"), server.url("/b"));
        Incident opened = IncidentBuilder.of("boiler-7", now).opened();
        try (NotifierProcess notifier = started(file)) {
            ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                    topics.incidents(), "boiler-7".getBytes(StandardCharsets.UTF_8), EventJson.write(opened));
            again.headers().add("vigia_notify_channel", "b".getBytes(StandardCharsets.UTF_8));
            NotifierProcess.BROKER.producer().send(again).get(1, TimeUnit.MINUTES);
            awaitCalls(1);
            notifier.awaitSettled();
        }
        assertThat(server.calls()).extracting(WebServer.Call::path).containsExactly("/b");
    }

    @Test
    void without_a_file_it_idles_and_is_healthy() {
        Map<String, String> variables = NotifierProcess.BROKER.variables(topics.prefix());
        variables.put("MANAGEMENT_PORT", "0");
        try (ConfigurableApplicationContext context = Notifier.start(Variables.of(variables))) {
            HealthIndicator health = context.getBean("notifierHealth", HealthIndicator.class);
            assertThat(Objects.requireNonNull(health.health(true)).getStatus()).isEqualTo(Status.UP);
        }
    }
}
