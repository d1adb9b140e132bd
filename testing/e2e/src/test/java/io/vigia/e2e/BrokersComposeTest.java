package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaBroker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
@DisplayName("The system in containers, with three brokers")
class BrokersComposeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int VICTIM = 2;

    @Test
    void keeps_every_promise_when_a_broker_dies() throws Exception {
        try (ComposeProject vigia = new ComposeProject(Map.of(), "kafka3", "kafka3.ports");
                KafkaBroker kafka = vigia.kafka(3);
                FaultTrial trial = new FaultTrial(
                        new Accounts(kafka, vigia.calls(), ComposeProject.PREFIX),
                        "Compose, three brokers",
                        "one of three brokers: SIGKILL",
                        "broker-dies")) {
            long led = ledByVictim(kafka);
            assertThat(led).as("partitions of the readings that it leads").isPositive();
            assertThat(inSync(kafka)).isEqualTo(3);
            String killed = trial.breaksOne(() -> vigia.kill("kafka-" + VICTIM));
            await("others lead").atMost(PATIENCE).until(() -> ledByVictim(kafka) == 0);
            trial.awaitRecovery();
            int without = inSync(kafka);
            vigia.restart(killed);
            await("in sync on three").atMost(PATIENCE).until(() -> inSync(kafka) == 3);
            trial.finish("it led %d of 12 partitions of the readings; in sync replicas %d without it, 3 with it again"
                    .formatted(led, without));
        }
    }

    private static long ledByVictim(KafkaBroker kafka) throws Exception {
        return readings(kafka).stream()
                .filter(partition ->
                        partition.leader() != null && partition.leader().id() == VICTIM)
                .count();
    }

    /** Of the partition that has the fewest. */
    private static int inSync(KafkaBroker kafka) throws Exception {
        return readings(kafka).stream()
                .mapToInt(partition -> partition.isr().size())
                .min()
                .orElseThrow();
    }

    private static List<TopicPartitionInfo> readings(KafkaBroker kafka)
            throws ExecutionException, InterruptedException {
        Collection<TopicDescription> topics = kafka.admin()
                .describeTopics(List.of(ComposeProject.PREFIX + ".readings.v1"))
                .allTopicNames()
                .get()
                .values();
        return topics.iterator().next().partitions();
    }
}
