package io.vigia.query.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.StartsServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes while the service runs, or has topics of another shape. */
@StartsServers
class KafkaAwayTest {
    @Test
    void without_its_broker_a_ready_service_is_no_longer_ready_and_still_answers(@TempDir Path folder) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                KafkaBroker kafka = KafkaBroker.over(broker);
                QueryService service =
                        new QueryService(kafka.variables(KafkaBroker.uniquePrefix()), new StoreThatMayLeave())) {
            awaitReadiness(service, 200);
            broker.close();
            awaitReadiness(service, 503);
            assertThat(service.get("/").statusCode()).isEqualTo(200);
            assertThat(service.get("/listar").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_topic_of_another_partition_count_stops_the_start() {
        KafkaBroker broker = KafkaBroker.shared();
        Topics topics = new Topics(KafkaBroker.uniquePrefix());
        broker.create(List.of(new TopicSpec(topics.detections(), 3, Map.of())));
        try (QueryService service = new QueryService(broker.variables(topics.prefix()), new StoreThatMayLeave())) {
            // Kafka answered later than a start waits.
            await("its end").atMost(KafkaBroker.PATIENCE).until(() -> !service.isRunning());
        } catch (StartRefusedException refused) {
            assertThat(refused).hasMessageContaining(topics.detections() + " has 3 partitions; must be ");
        }
    }

    private static void awaitReadiness(QueryService service, int status) {
        await().atMost(KafkaBroker.PATIENCE)
                .until(() -> service.management("/health/ready").statusCode() == status);
    }
}
