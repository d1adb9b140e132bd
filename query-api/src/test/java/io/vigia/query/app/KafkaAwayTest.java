package io.vigia.query.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.query.StoreThatMayLeave;
import io.vigia.testkit.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes while the service runs. */
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

    private static void awaitReadiness(QueryService service, int status) {
        await().atMost(KafkaBroker.PATIENCE)
                .until(() -> service.management("/health/ready").statusCode() == status);
    }
}
