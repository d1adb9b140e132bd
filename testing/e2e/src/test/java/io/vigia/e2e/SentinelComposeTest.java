package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers, with Redis under Sentinel")
class SentinelComposeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void keeps_every_promise_when_the_master_dies_which_comes_back_as_a_replica() throws Exception {
        try (ComposeProject vigia = new ComposeProject(Map.of(), "ports", "sentinel");
                KafkaBroker kafka = vigia.kafka();
                FaultTrial trial = new FaultTrial(
                        new Accounts(kafka, vigia.calls(), ComposeProject.PREFIX),
                        "Compose, Sentinel",
                        "the Redis master: SIGKILL",
                        "master-dies")) {
            String first = master(vigia);
            String killed = trial.breaksOne(() -> vigia.kill(first));
            String promoted = await("another master")
                    .atMost(PATIENCE)
                    .until(() -> master(vigia), master -> !master.equals(first));
            trial.awaitRecovery();
            vigia.restart(killed);
            await("the first master as a replica that is in step")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> vigia.exec(first, "redis-cli", "info", "replication")
                            .contains("master_link_status:up"));
            String sentinels = vigia.exec("sentinel-2", "redis-cli", "-p", "26379", "info", "sentinel");
            assertThat(sentinels)
                    .contains("status=ok,address=" + promoted + ":6379,slaves=2")
                    .contains("sentinels=3");
            trial.finish("`" + line(sentinels, "master0") + "`; back as a replica: `"
                    + line(vigia.exec(first, "redis-cli", "info", "replication"), "master_host") + "`");
        }
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .strip();
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
