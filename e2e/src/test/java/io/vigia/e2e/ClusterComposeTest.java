package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers, with a Redis Cluster")
class ClusterComposeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void keeps_every_promise_when_a_master_dies_which_comes_back_as_a_replica() throws Exception {
        try (ComposeProject vigia = new ComposeProject(Map.of(), "ports", "cluster");
                KafkaBroker kafka = vigia.kafka();
                FaultTrial trial = new FaultTrial(
                        vigia.calls(), kafka, "Compose, Cluster", "a master of three: SIGKILL", "shard-dies")) {
            String dead = vigia.exec("redis-2", "redis-cli", "cluster", "myid").strip();
            assertThat(node(vigia, dead)).contains("master");
            trial.breaks(() -> vigia.kill("redis-2"));
            await("its replica in its place")
                    .atMost(PATIENCE)
                    .until(() -> masters(vigia).size() == 3);
            trial.awaitRecovery();
            String promoted = masters(vigia).stream()
                    .filter(line -> line.matches(".*,redis-[456] .*"))
                    .findFirst()
                    .orElseThrow();
            vigia.heal();
            await("the first master as a replica that is in step")
                    .atMost(PATIENCE)
                    .until(() -> vigia.exec("redis-2", "redis-cli", "info", "replication")
                            .contains("master_link_status:up"));
            String info = vigia.exec("redis", "redis-cli", "cluster", "info");
            assertThat(info).contains("cluster_state:ok", "cluster_slots_ok:16384", "cluster_size:3");
            assertThat(node(vigia, dead)).contains("slave").doesNotContain("fail");
            trial.finish("promoted: `" + promoted + "`; `"
                    + info.lines().findFirst().orElseThrow() + "`, redis-2 back as a replica");
        }
    }

    /** The lines of {@code CLUSTER NODES} that tell of a master that is there and has slots. */
    private static List<String> masters(ComposeProject vigia) {
        return nodes(vigia).stream()
                .filter(line -> line.contains("master") && !line.contains("fail") && line.matches(".*connected \\d+.*"))
                .toList();
    }

    private static String node(ComposeProject vigia, String id) {
        return nodes(vigia).stream()
                .filter(line -> line.startsWith(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> nodes(ComposeProject vigia) {
        return vigia.exec("redis", "redis-cli", "cluster", "nodes")
                .lines()
                .map(String::strip)
                .toList();
    }
}
