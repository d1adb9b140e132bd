package io.vigia.query.app;

import static io.vigia.query.app.QueryService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.Topics;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.SseListener;
import io.vigia.testkit.StartsServers;
import io.vigia.verdict.Severity;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Incidents over HTTP, through a real broker. */
@StartsServers
class IncidentsTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static Topics topics;
    private static QueryService service;

    @BeforeAll
    static void start() {
        topics = BROKER.newTopics();
        send(IncidentBuilder.of("before", 1).opened());
        service = new QueryService(BROKER.variables(topics.prefix()), new StoreThatMayLeave());
        await().until(() -> service.get("/api/v1/incidents").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_incident_from_before_the_start_is_listed_as_on_its_topic() {
        String listed = service.get("/api/v1/incidents?sensor=before").body();
        String event =
                new String(EventJson.write(IncidentBuilder.of("before", 1).opened()), UTF_8);
        assertThat(listed).isEqualTo("{\"items\":[" + event + "],\"next\":null}");
    }

    @Test
    void an_incident_is_shown_with_all_its_changes() {
        IncidentBuilder incident = IncidentBuilder.of("changes", 1_000);
        Incident opened = incident.opened();
        send(opened);
        Incident escalated = incident.escalated(Severity.HIGH, 2_000);
        send(escalated);
        Incident closed = incident.closed(ClosedBy.DELETED, 3_000);
        send(closed);
        String path = "/api/v1/incidents/" + opened.id();
        await().untilAsserted(() -> assertThat(service.get(path).body()).contains("\"number\":3"));
        JsonNode shown = json(service.get(path));
        assertThat(shown.get("state").asString()).isEqualTo("closed");
        assertThat(shown.get("closedBy").asString()).isEqualTo("deleted");
        assertThat(shown.get("history").valueStream().map(JsonNode::toString))
                .containsExactly(text(opened), text(escalated), text(closed));
        assertThat(shown.toString()).startsWith(text(closed).replaceFirst("}$", ",\"history\":"));
    }

    @Test
    void incidents_are_selected_by_state_sensor_and_severity_in_pages() {
        for (int i = 0; i < 6; i++) {
            IncidentBuilder incident =
                    IncidentBuilder.of("page-" + i, 1_000 + i).severity(Severity.values()[i % 4]);
            send(incident.opened());
            if (i == 5) {
                send(incident.closed(ClosedBy.RECOVERED, 9_000));
            }
        }
        awaitListed("?sensor=page-*&state=closed", "page-5");
        awaitListed("?sensor=page-*", "page-5", "page-4", "page-3", "page-2", "page-1", "page-0");
        assertThat(listed("?sensor=page-*&state=open&severity=high")).containsExactly("page-3", "page-2");
        assertThat(listed("?sensor=page-0&severity=medium")).isEmpty();
        JsonNode first = json(service.get("/api/v1/incidents?sensor=page-*&limit=4"));
        send(IncidentBuilder.of("page-new", 5_000).opened());
        awaitListed("?sensor=page-new", "page-new");
        assertThat(listed("?sensor=page-*&limit=4&cursor=" + first.get("next").asString()))
                .containsExactly("page-1", "page-0");
    }

    @Test
    void each_change_is_streamed_to_those_who_listen_to_the_sensor() throws Exception {
        try (SseListener listener = service.listen("/api/v1/stream?topic=incidents&sensor=heard", null)) {
            IncidentBuilder incident = IncidentBuilder.of("heard", 1);
            send(IncidentBuilder.of("not-heard", 1).opened());
            BROKER.send(topics.incidents(), "heard", "nonsense");
            send(incident.opened());
            send(incident.closed(ClosedBy.RECOVERED, 2));
            List<SseListener.Event> events = listener.await(2);
            assertThat(events).extracting(SseListener.Event::kind).containsOnly("incident");
            assertThat(events)
                    .extracting(event -> event.data().get("change").asString())
                    .containsExactly("opened", "closed");
            assertThat(events.get(0).data().toString())
                    .isEqualTo(text(IncidentBuilder.of("heard", 1).opened()));
        }
    }

    @Test
    void what_is_not_an_incident_is_passed_over_and_counted() {
        BROKER.send(topics.incidents(), "s", "nonsense");
        BROKER.send(topics.incidents(), "s", null);
        send(IncidentBuilder.of("behind-nonsense", 1).opened());
        awaitListed("?sensor=behind-nonsense", "behind-nonsense");
        assertThat(service.management("/metrics").body())
                .contains("vigia_query_incidents_open", "vigia_query_incidents_closed")
                .containsPattern("skipped[^\n]*incidents[^\n]* [1-9]");
    }

    @Test
    void the_closed_incidents_that_ended_first_are_dropped() {
        Map<String, String> variables = BROKER.variables(BROKER.newTopics().prefix());
        variables.put("QUERY_MAX_INCIDENTS", "2");
        Topics others = new Topics(variables.get("VIGIA_TOPIC_PREFIX"));
        for (int i = 0; i < 4; i++) {
            IncidentBuilder incident = IncidentBuilder.of("s", i);
            send(others, incident.opened());
            send(others, incident.closed(ClosedBy.RECOVERED, 100 + i));
        }
        try (QueryService small = new QueryService(variables, new StoreThatMayLeave())) {
            await().untilAsserted(
                            () -> assertThat(small.get("/api/v1/incidents").body())
                                    .contains(IncidentBuilder.id("s", 3), IncidentBuilder.id("s", 2))
                                    .doesNotContain(IncidentBuilder.id("s", 1), IncidentBuilder.id("s", 0)));
        }
    }

    @Test
    void an_incident_that_is_not_known_is_not_found() {
        HttpResponse<String> answer = service.get("/api/v1/incidents/a~0123456789abcdef");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:vigia:problem:unknown-incident");
        assertRefused("/" + "a".repeat(100), "id", "1 to 81 characters");
    }

    @Test
    void what_cannot_be_asked_for_is_refused_with_what_is_allowed() {
        assertRefused("?state=ended", "state", "open, closed");
        assertRefused("?severity=bad", "severity", "low, medium, high, critical");
        assertRefused("?sensor=a%20b", "sensor", "such as boiler-*");
        assertRefused("?sensor=", "sensor", "such as boiler-*");
        assertRefused("?limit=0", "limit", "from 1 to 10000");
        assertRefused("?cursor=abc", "cursor", "unchanged");
        HttpResponse<String> stream = service.get("/api/v1/stream?topic=readings");
        assertThat(stream.statusCode()).isEqualTo(400);
        assertThat(stream.body()).contains("scores, anomalies, incidents");
        assertThat(service.get("/api/v1/stream?topic=incidents&only=anomalies").statusCode())
                .isEqualTo(400);
    }

    @Test
    void without_kafka_nobody_is_told_that_there_are_no_incidents() {
        try (QueryService alone =
                new QueryService(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), new StoreThatMayLeave())) {
            for (String path : List.of("/api/v1/incidents", "/api/v1/incidents/a~0123456789abcdef")) {
                HttpResponse<String> answer = alone.get(path);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("2");
                assertThat(json(answer).get("type").asString()).isEqualTo("urn:vigia:problem:incidents-unavailable");
            }
        }
    }

    private static void awaitListed(String query, String... sensors) {
        await().untilAsserted(() -> assertThat(listed(query)).containsExactly(sensors));
    }

    private static List<String> listed(String query) {
        return json(service.get("/api/v1/incidents" + query))
                .get("items")
                .valueStream()
                .map(item -> item.get("sensor").asString())
                .toList();
    }

    private static void assertRefused(String query, String field, String allowed) {
        HttpResponse<String> answer = service.get("/api/v1/incidents" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("field").asString()).isEqualTo(field);
        assertThat(json(answer).get("allowed").asString()).contains(allowed);
    }

    private static String text(Incident incident) {
        return new String(EventJson.write(incident), UTF_8);
    }

    private static void send(Incident change) {
        send(topics, change);
    }

    private static void send(Topics topics, Incident change) {
        BROKER.send(topics.incidents(), change.sensor().getBytes(UTF_8), EventJson.write(change));
    }
}
