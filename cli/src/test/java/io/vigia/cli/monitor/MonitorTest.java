package io.vigia.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Heartbeat;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.runtime.answer.Json;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.ScoreBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@DisplayName("The monitor")
class MonitorTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void finds_in_kafka_itself_who_is_alive_what_waits_what_failed_and_the_latest_anomalies() {
        // Ahead of the clock, so that it is alive however slow the machine is.
        long now = System.currentTimeMillis() + 60_000;
        Heartbeat heartbeat =
                new Heartbeat("ingest-api", "box-1", now - 90_000, now, false, 17, 2.5, 0, null, null, 1.0, 2.0);
        broker.send(topics.instances(), heartbeat.key(), new String(Json.bytes(heartbeat), StandardCharsets.UTF_8));
        for (int i = 0; i < 5; i++) {
            broker.send(topics.readings(), "pump", "{}");
        }
        broker.send(topics.readingsDlq(), "pump", "rubbish");
        broker.send(topics.sensors(), "pump", "{\"sensor\":\"pump\",\"since\":1}");
        for (long ts = 1; ts <= 30; ts++) {
            byte[] anomaly = EventJson.write(
                    (DetectionEvent) new Verdict(ScoreBuilder.of("pump", ts, 95).build(), new double[0]));
            broker.send(topics.anomalies(), "pump".getBytes(StandardCharsets.UTF_8), anomaly);
        }

        for (String sensor : List.of("pump", "valve")) {
            byte[] incident = EventJson.write(IncidentBuilder.of(sensor, 1).opened());
            broker.send(topics.incidents(), sensor.getBytes(StandardCharsets.UTF_8), incident);
        }

        assertThat(monitor("--once", "--json")).as(out + " " + err).isZero();
        JsonNode look = Json.MAPPER.readTree(out.toString());
        JsonNode instance = look.path("pipeline").path("instances").path(0);
        assertThat(instance.path("hostname").asString("")).isEqualTo("box-1");
        assertThat(instance.path("alive").asBoolean()).isTrue();
        JsonNode readings = look.path("pipeline").path("topics").path(0);
        assertThat(readings.path("pending").asLong()).isEqualTo(5);
        assertThat(readings.path("failed").asLong()).isEqualTo(1);
        assertThat(look.path("anomalies")).hasSize(Watch.MOST_ANOMALIES);
        assertThat(look.path("anomalies").path(0).path("ts").asLong()).isEqualTo(30);

        assertThat(look.at("/incidents/count").asInt()).isEqualTo(2);

        out.getBuffer().setLength(0);
        assertThat(monitor("--once")).isZero();
        assertThat(out.toString())
                .contains(
                        "open incidents 2", "ingest-api box-1", "alive", topics.readings(), "LATEST ANOMALIES", "pump");
    }

    @Test
    void says_in_a_sentence_that_nobody_answers() {
        assertThat(execute("--once", "--url", "http://localhost:1")).isEqualTo(1);
        assertThat(out.toString()).contains("! nothing is listening at http://localhost:1 (");
        assertThat(execute("--once", "--redis", "localhost:6379")).isEqualTo(2);
        assertThat(err.toString()).contains("--redis requires --kafka");
    }

    private int monitor(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kafka", broker.bootstrapServers(), "--topic-prefix", topics.prefix()));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... words) {
        return new CommandLine(new MonitorCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
