package io.vigia.query.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The start of the service alone. */
class QueryApiStartTest {
    private static final Map<String, String> NOBODY_THERE = Map.of(
            "PORT", "0",
            "MANAGEMENT_PORT", "0",
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
            "REDIS_PORT", "1");

    @Test
    void it_starts_and_welcomes_with_neither_kafka_nor_redis_there() throws Exception {
        try (ConfigurableApplicationContext context = QueryApi.start(Variables.of(NOBODY_THERE))) {
            URI root = URI.create("http://localhost:" + ServiceLauncher.port(context) + "/");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(root).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(answer.body()).get("visitas").isNull())
                    .isTrue();
        }
    }

    @Test
    void a_wrong_setting_is_refused_with_its_variable_its_value_and_what_is_allowed() {
        assertRefused("QUERY_MAX_WAIT_SECONDS", "0", "a whole number from 1 to 3600");
        assertRefused("QUERY_MAX_DETECTIONS", "many", "a whole number from 1 to 10000000");
        assertRefused("KAFKA_BOOTSTRAP_SERVERS", "", "host:port of one or more brokers");
        assertRefused("REDIS_MODE", "raft", "cluster");
    }

    private static void assertRefused(String variable, String value, String allowed) {
        Map<String, String> variables = new HashMap<>(NOBODY_THERE);
        variables.put(variable, value);
        assertThatThrownBy(() -> QueryApi.start(Variables.of(variables)).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(variable, "'" + value + "'", allowed);
    }
}
