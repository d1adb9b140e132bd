package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers, with Redis under Sentinel")
class SentinelComposeTest {
    private static final int SENSORS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void keeps_every_promise_when_the_master_dies_which_comes_back_as_a_replica() throws Exception {
        try (ComposeProject vigia = new ComposeProject("sentinel");
                KafkaBroker kafka = vigia.kafka();
                SteadyLoad load = new SteadyLoad(vigia.calls(), "master-dies", SENSORS)) {
            assertThat(master(vigia)).isEqualTo("redis");
            load.awaitAcknowledged(300);
            vigia.kill("redis");
            await("another master").atMost(PATIENCE).until(() -> master(vigia), master -> master.matches("redis-[23]"));
            load.awaitAcknowledged(load.count() + 300);
            vigia.heal();
            await("the first master as a replica that is in step")
                    .atMost(PATIENCE)
                    .until(() -> vigia.exec("redis", "redis-cli", "info", "replication")
                            .contains("master_link_status:up"));
            load.awaitAcknowledged(load.count() + 100);
            load.close();
            new Accounts(kafka, vigia.calls()).balance(load);
            assertThat(vigia.exec("sentinel-2", "redis-cli", "-p", "26379", "info", "sentinel"))
                    .contains("status=ok")
                    .contains("sentinels=3");
        }
    }

    private static String master(ComposeProject vigia) {
        return vigia.exec(
                        "sentinel-1",
                        "redis-cli",
                        "-p",
                        "26379",
                        "--raw",
                        "sentinel",
                        "get-master-addr-by-name",
                        ComposeProject.PREFIX)
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
