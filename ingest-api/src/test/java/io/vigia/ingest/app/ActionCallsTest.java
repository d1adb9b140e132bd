package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.ReadingEvent;
import io.vigia.testkit.StartsServers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls that act on incidents")
@StartsServers
class ActionCallsTest {
    private static RunningIngest ingest;
    private static Client client;

    private final String sensor = "s-" + UUID.randomUUID();
    private final String incident = sensor + "~0123456789abcdef";

    @BeforeAll
    static void start() {
        ingest = new RunningIngest();
        client = ingest.client();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void answer_once_the_log_has_the_action() {
        HttpResponse<String> answer = post("/api/v1/incidents/" + incident + "/acknowledge", "{\"by\": \"ana\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        List<ReadingEvent> events = ingest.events(sensor);
        Action action = (Action) events.get(0);
        assertThat(json(answer).get("id").asString()).isEqualTo(action.id());
        assertThat(action)
                .isEqualTo(new Action(
                        action.id(), sensor, ActionKind.ACKNOWLEDGE, incident, "ana", null, Action.NO_END, null));
    }

    @Test
    void take_no_body_and_a_time_in_any_form() {
        assertThat(post("/api/v1/incidents/" + incident + "/close", "").statusCode())
                .isEqualTo(202);
        assertThat(post("/api/v1/incidents/" + incident + "/snooze", "{\"until\": \"2100-01-01T00:00:00+01:00\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("/api/v1/incidents/" + incident + "/snooze", "{\"until\": 4102441200000}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("/api/v1/sensors/" + sensor + "/recalibrate", "{\"note\": \"new pump\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(ingest.events(sensor))
                .extracting(event -> ((Action) event).kind())
                .containsExactly(ActionKind.CLOSE, ActionKind.SNOOZE, ActionKind.SNOOZE, ActionKind.RECALIBRATE);
        assertThat(ingest.events(sensor))
                .extracting(event -> ((Action) event).until())
                .containsExactly(Action.NO_END, 4_102_441_200_000L, 4_102_441_200_000L, Action.NO_END);
        assertThat(ingest.events(sensor))
                .extracting(event -> ((Action) event).by())
                .containsOnly("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/api/v1/incidents/s~0123456789abcdef/dance | {} | action is 'dance'; must be acknowledge, snooze, close, adopt",
                "/api/v1/incidents/s/close | {} | id is 's'; must be the id of an incident",
                "/api/v1/incidents/s~0%0A/close | {} | must be the id of an incident",
                "/api/v1/incidents/s~0123456789abcdef/close | [] | must be a JSON object",
                "/api/v1/incidents/s~0123456789abcdef/close | {'by': 7} | by is '7'; must be a text of 1 to 100 characters",
                "/api/v1/incidents/s~0123456789abcdef/close | {'by': ' '} | by is ' '; must be a text",
                "/api/v1/incidents/s~0123456789abcdef/close | {'until': 4102441200000} | only the fields by, note",
                "/api/v1/incidents/s~0123456789abcdef/snooze | {} | until is missing; must be a time in the future",
                "/api/v1/incidents/s~0123456789abcdef/snooze | {'until': '2020-01-01'} | must be a time in the future",
                "/api/v1/incidents/s~0123456789abcdef/snooze | {'until': 'noon'} | until is 'noon'; must be epoch milliseconds",
                "/api/v1/sensors/a%20b/recalibrate | {} | sensor is 'a b'; must be 1 to 64 characters",
            })
    void refuse_what_can_not_be(String path, String body, String reason) {
        HttpResponse<String> answer = post(path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).contains(reason);
    }

    private static HttpResponse<String> post(String path, String body) {
        return client.post(path, "application/json", body);
    }
}
