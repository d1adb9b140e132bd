package io.vigia.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.api.StubServer;
import io.vigia.cli.api.VerdictsApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of a file that was sent")
class SendSummaryTest {
    private static final String SCORED = "{\"ts\":%d,\"value\":20,\"prediction\":20,\"score\":0.1,\"anomaly\":false}";
    private static final String ANOMALY = "{\"ts\":%d,\"value\":95,\"prediction\":20,\"score\":0.9,\"anomaly\":true}";
    private static final String WITHOUT = "{\"ts\":%d,\"value\":20,\"anomaly\":false}";

    private final StubServer server;
    private final StringWriter out = new StringWriter();

    SendSummaryTest() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void accounts_for_every_reading_and_links_to_the_page() {
        stored(WITHOUT.formatted(1), SCORED.formatted(2), ANOMALY.formatted(3), SCORED.formatted(4));

        print(new SensorSpan(6, 1, 4));

        assertThat(out.toString())
                .contains("boiler:1: 6 sent, 3 scored, 1 without a verdict (window not full, or late),"
                        + " 2 with the time of another reading, 1 anomaly in 1 episode\n")
                .endsWith("See " + server.uri() + "/?sensor=boiler%3A1&from=1&to=4\n");
    }

    @Test
    void has_one_line_where_everything_was_scored() {
        stored(SCORED.formatted(1), SCORED.formatted(2));

        print(new SensorSpan(2, 1, 2));

        assertThat(out.toString()).startsWith("boiler:1: 2 sent, 2 scored, 0 anomalies in 0 episodes\nSee ");
    }

    private void stored(String... items) {
        String newest = page(items[items.length - 1]);
        server.then(200, "", newest).then(200, "", page(items));
    }

    private static String page(String... items) {
        return "{\"items\":" + Arrays.stream(items).collect(Collectors.joining(",", "[", "]")) + ",\"next\":null}";
    }

    private void print(SensorSpan span) {
        HttpCalls calls = new HttpCalls(server.uri(), Duration.ofMinutes(1), Pause.REAL);
        PrintWriter writer = new PrintWriter(out);
        new SendSummary(new VerdictsApi(calls, Pause.REAL), Duration.ofMinutes(5), writer)
                .print(Map.of("boiler:1", span), server.uri());
        writer.flush();
    }
}
