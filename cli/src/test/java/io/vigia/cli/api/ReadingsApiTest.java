package io.vigia.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingsApiTest {
    private static final List<ApiReading> THREE =
            List.of(new ApiReading("a", 1, 1.5), new ApiReading("b", 2, -2), new ApiReading("a", 3, 1e300));
    private static final String TAKEN = "{\"accepted\":%d,\"rejected\":0,\"failed\":0,\"items\":[]}";

    private final StubServer server;
    private final List<Duration> pauses = new ArrayList<>();

    ReadingsApiTest() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_batch_goes_as_one_json_object_a_line() {
        server.then(200, "", TAKEN.formatted(3));
        assertThat(api().send(THREE)).isEqualTo(new SendResult(3, List.of()));
        assertThat(server.calls()).containsExactly("""
                POST /api/v1/readings {"sensor":"a","ts":1,"value":1.5}
                {"sensor":"b","ts":2,"value":-2.0}
                {"sensor":"a","ts":3,"value":1.0E300}
                """);
    }

    @Test
    void a_busy_server_is_given_the_time_that_it_asks_for() {
        server.then(429, "3", "{}").then(503, "1", "").then(200, "", TAKEN.formatted(3));
        assertThat(api().send(THREE).accepted()).isEqualTo(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    @Test
    void only_what_was_not_acknowledged_is_sent_again() {
        server.then(503, "2", """
                        {"accepted":1,"rejected":1,"failed":1,"items":[
                        {"line":2,"status":"rejected","detail":"ts lies ahead"},
                        {"line":3,"status":"failed","detail":"not stored; send this reading again"}]}""").then(200, "", TAKEN.formatted(1));
        SendResult result = api().send(THREE);
        assertThat(result).isEqualTo(new SendResult(2, List.of(new SendResult.Refused(1, "ts lies ahead"))));
        assertThat(server.calls().get(1))
                .isEqualTo("POST /api/v1/readings {\"sensor\":\"a\",\"ts\":3,\"value\":1.0E300}\n");
    }

    @Test
    void a_refused_call_says_why() {
        server.then(413, "", "{\"detail\":\"the body is too large\"}");
        assertThatThrownBy(() -> api().send(THREE))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("HTTP 413: the body is too large");
    }

    @Test
    void a_server_that_stays_away_is_given_up_with_what_to_do() {
        URI nobody = server.uri();
        server.close();
        ReadingsApi api = new ReadingsApi(new HttpCalls(nobody, Duration.ofSeconds(10), pauses::add));
        assertThatThrownBy(() -> api.send(THREE))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("check that Vigía is running there");
        assertThat(pauses).hasSizeGreaterThan(3);
    }

    @Test
    void pages_are_followed_to_the_last() {
        server.then(200, "", """
                        {"items":[{"ts":1,"value":5,"prediction":null,"score":null,"anomaly":false}],"next":"a/b"}""").then(200, "", """
                        {"items":[{"ts":2,"value":6,"prediction":5.5,"lower":4,"upper":7,"score":0.1,"anomaly":false}],"next":null}""");
        List<StoredReading> stored = new ArrayList<>();
        new VerdictsApi(calls(), pauses::add).each("s", 1, 9, stored::add);
        assertThat(stored)
                .containsExactly(
                        new StoredReading(1, 5, null, null, null, null, false),
                        new StoredReading(2, 6, 5.5, 4.0, 7.0, 0.1, false));
        assertThat(server.calls().get(1)).contains("cursor=a%2Fb");
    }

    @Test
    void a_verdict_is_waited_for_until_it_is_there() {
        server.then(404, "", "{}")
                .then(200, "", "{\"items\":[],\"next\":null}")
                .then(200, "", "{\"items\":[{\"ts\":1}]}");
        assertThat(new VerdictsApi(calls(), pauses::add).awaitStored("s", 1, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(pauses).hasSize(2);
    }

    private ReadingsApi api() {
        return new ReadingsApi(calls());
    }

    private HttpCalls calls() {
        return new HttpCalls(server.uri(), Duration.ofSeconds(30), pauses::add);
    }
}
