package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.EventIds;
import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.TsSource;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.testkit.StartsServers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls that say what an anomaly was")
@StartsServers
class FeedbackCallsTest {
    private static final long TS = 1_700_000_000_000L;

    private static RunningIngest ingest;
    private static Client client;

    private final String sensor = "s-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        ingest = new RunningIngest();
        client = ingest.client();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private Score anomaly(String id) {
        Score score = ScoreBuilder.of(new Reading(id, sensor, TS, TsSource.CLIENT, 95, false))
                .judged(20, 5, 0.9)
                .build();
        ingest.writeAnomaly(score);
        return score;
    }

    @Test
    void put_all_that_the_detector_needs_of_it_into_the_log() {
        String id = EventIds.next();
        Score score = anomaly(id);
        HttpResponse<String> answer = post(id, "{'verdict': 'false-alarm', 'by': 'ana', 'note': 'pump test'}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Action action = (Action) ingest.events(sensor).get(0);
        assertThat(json(answer).get("id").asString()).isEqualTo(action.id());
        assertThat(action)
                .isEqualTo(new Action(
                        action.id(),
                        sensor,
                        ActionKind.FEEDBACK,
                        null,
                        "ana",
                        "pump test",
                        Action.NO_END,
                        Feedback.on(score, FeedbackVerdict.FALSE_ALARM)));
    }

    @Test
    void find_it_by_an_id_that_a_client_chose() {
        anomaly("mine-" + sensor);
        assertThat(post("mine-" + sensor, "{'verdict': 'true-alarm'}").statusCode())
                .isEqualTo(202);
        assertThat(ingest.events(sensor)).hasSize(1);
    }

    @Test
    void take_it_back() {
        String id = EventIds.next();
        anomaly(id);
        HttpResponse<String> answer = client.send("/api/v1/anomalies/" + id + "/feedback", HttpRequest.Builder::DELETE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Action action = (Action) ingest.events(sensor).get(0);
        assertThat(action.feedback().anomaly()).isEqualTo(id);
        assertThat(action.feedback().verdict()).isNull();
    }

    @Test
    void do_not_know_what_is_no_anomaly() {
        String id = EventIds.next();
        HttpResponse<String> answer = post(id, "{'verdict': 'expected'}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("detail").asString()).contains("no anomaly '" + id + "' was found");
        assertThat(post("none", "{'verdict': 'expected'}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | verdict is missing; must be false-alarm, true-alarm, expected",
                "{'verdict': 'maybe'} | verdict is 'maybe'; must be false-alarm, true-alarm, expected",
                "{'verdict': 'expected', 'until': 7} | only the fields by, note, verdict",
                "[] | must be a JSON object",
            })
    void refuse_what_can_not_be(String body, String reason) {
        HttpResponse<String> answer = post("x", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).contains(reason);
    }

    private static HttpResponse<String> post(String id, String body) {
        return client.post("/api/v1/anomalies/" + id + "/feedback", "application/json", body.replace('\'', '"'));
    }
}
