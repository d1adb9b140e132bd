package io.vigia.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.Topics;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.Telegraf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A real Telegraf with the configuration of docs/send.md. */
class TelegrafTest {
    private static final Topics TOPICS = new Topics("telegraf");
    private static final Pattern CONFIGURATION = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
    private static final ConditionFactory PATIENTLY = Awaitility.await().atMost(Duration.ofMinutes(5));

    @TempDir
    private Path folder;

    private int kafkaPort;

    @Test
    void nothing_is_lost_while_kafka_is_away_and_refused_metrics_hold_nothing_up() throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        kafkaPort = broker.port();
        try (ConfigurableApplicationContext service = RunningIngest.over("localhost:" + kafkaPort, TOPICS);
                Telegraf telegraf = telegraf(service)) {
            telegraf.give("cpu,cpu=cpu0,host=plant idle=1,user=2 " + nanos(0) + "\n");
            telegraf.give("cpu,cpu=cpu1,host=plant idle=3,user=4 " + nanos(0) + "\n");
            awaitValues(broker, 1, 2, 3, 4);
            // What was not acknowledged in time comes again, with the same time.
            assertThat(readings(broker).stream().map(Reading::sensor).distinct())
                    .hasSize(4);

            telegraf.give("ahead value=1000 " + nanos(3_600) + "\nahead value=1001 " + nanos(3_601) + "\n");
            Client management = Client.ofManagement(ServiceLauncher.managementPort(service));
            PATIENTLY.until(() -> management
                    .get("/metrics")
                    .body()
                    .lines()
                    .anyMatch(line -> line.startsWith("vigia_readings_rejected_total")
                            && line.contains("ts_ahead")
                            && !line.endsWith(" 0.0")));
            telegraf.give("boiler value=5 " + nanos(0) + "\n");
            awaitValues(broker, 1, 2, 3, 4, 5);

            broker.close();
            for (int value = 6; value < 10; value++) {
                telegraf.give("boiler value=" + value + " " + nanos(value) + "\n");
            }
            PATIENTLY.until(() -> telegraf.log().contains("503"));
            broker = EmbeddedBroker.start(folder.resolve("kafka"), kafkaPort);
            telegraf.give("boiler value=10 " + nanos(10) + "\n");
            awaitValues(broker, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        } finally {
            broker.close();
        }
    }

    /** Sends every second, and without the advice on status codes: what people forget must work too. */
    private Telegraf telegraf(ConfigurableApplicationContext service) throws IOException {
        Matcher documented = CONFIGURATION.matcher(Files.readString(Path.of("../docs/send.md")));
        assertThat(documented.find()).isTrue();
        String configuration = documented
                .group(1)
                .replace("localhost:4000", "localhost:" + ServiceLauncher.port(service))
                .replace("interval = \"10s\"", "interval = \"1s\"\n  flush_interval = \"1s\"\n  omit_hostname = true")
                .replace("[[inputs.temp]]", "")
                .replaceAll("(?m)^ *non_retryable_statuscodes.*$", "");
        return Telegraf.start(folder, configuration, "that Telegraf loses nothing and is held up by nothing");
    }

    private static void awaitValues(EmbeddedBroker broker, double... values) {
        PATIENTLY.untilAsserted(
                () -> assertThat(readings(broker)).extracting(Reading::value).contains(boxed(values)));
    }

    private static Double[] boxed(double[] values) {
        return java.util.Arrays.stream(values).boxed().toArray(Double[]::new);
    }

    private static List<Reading> readings(EmbeddedBroker broker) {
        try (KafkaBroker kafka = KafkaBroker.over(broker)) {
            return kafka.records(TOPICS.readings()).stream()
                    .map(record -> (Reading) EventJson.readReading(record.value()))
                    .toList();
        }
    }

    private static String nanos(int secondsAhead) {
        return (System.currentTimeMillis() / 1_000 + secondsAhead) + "000000000";
    }
}
