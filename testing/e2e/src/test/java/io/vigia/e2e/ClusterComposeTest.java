package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers, with a Redis Cluster")
class ClusterComposeTest {
    /** Whose view of the cluster is asked for; it goes on. */
    private static final String ASKED = "redis";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void keeps_every_promise_when_a_master_dies_which_comes_back_as_a_replica() throws Exception {
        try (ComposeProject vigia = new ComposeProject(Map.of(), "ports", "cluster");
                KafkaBroker kafka = vigia.kafka();
                FaultTrial trial = new FaultTrial(
                        new Accounts(kafka, vigia.calls(), ComposeProject.PREFIX),
                        "Compose, Cluster",
                        "a master of three: SIGKILL",
                        "shard-dies")) {
            List<String> before = masters(vigia);
            String victim = before.stream()
                    .map(ClusterComposeTest::name)
                    .filter(name -> !name.equals(ASKED))
                    .findFirst()
                    .orElseThrow();
            String killed = trial.breaksOne(() -> vigia.kill(victim));
            String promoted = await("its replica in its place")
                    .atMost(PATIENCE)
                    .until(() -> newcomer(before, masters(vigia)), Optional::isPresent)
                    .orElseThrow();
            trial.awaitRecovery();
            vigia.restart(killed);
            await("the first master as a replica that is in step")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> vigia.exec(victim, "redis-cli", "info", "replication")
                            .contains("master_link_status:up"));
            String info = vigia.exec(ASKED, "redis-cli", "cluster", "info");
            assertThat(info).contains("cluster_state:ok", "cluster_slots_ok:16384", "cluster_size:3");
            trial.finish("%s died; promoted: `%s`; `%s`, %s back as a replica"
                    .formatted(victim, promoted, info.lines().findFirst().orElseThrow(), victim));
        }
    }

    /** The lines of {@code CLUSTER NODES} that tell of a master that is there and has slots. */
    private static List<String> masters(ComposeProject vigia) {
        return vigia.exec(ASKED, "redis-cli", "cluster", "nodes")
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("master") && !line.contains("fail") && line.matches(".*connected \\d+.*"))
                .toList();
    }

    /** The master that took the place of one of those before, if all three places are taken. */
    private static Optional<String> newcomer(List<String> before, List<String> now) {
        List<String> known = before.stream().map(ClusterComposeTest::name).toList();
        return now.size() < known.size()
                ? Optional.empty()
                : now.stream().filter(line -> !known.contains(name(line))).findFirst();
    }

    /** The host name in a line of {@code CLUSTER NODES}: {@code id ip:port@bus,name flags …}. */
    private static String name(String line) {
        return line.split(" ")[1].replaceAll(".*,", "");
    }
}
