package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Topics;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Half a batch, a commit and a kill")
class HalfBatchTest {
    private static final int READINGS = 20;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = new Topics(KafkaBroker.uniquePrefix());

    @TempDir
    private Path folder;

    @Test
    void leave_every_score_there_once() {
        Map<String, String> variables = new HashMap<>(broker.variables(topics.prefix()));
        // Batches wait a minute and are never full, so that what is sent can only be waiting.
        variables.putAll(Map.of("DETECTOR_MAX_WAIT_MS", "60000", "DETECTOR_BATCH_SIZE", "512"));
        try (RedisServer redis = RedisServer.required();
                ServiceProcess detector = new ServiceProcess("stream-detector", onStore(redis, variables), folder)) {
            detector.awaitReady();
            for (int i = 0; i < READINGS; i++) {
                String sensor = "s" + i % 3;
                broker.send(
                        topics.readings(),
                        sensor,
                        "{\"id\":\"r%d\",\"sensor\":\"%s\",\"ts\":%d,\"tsSource\":\"client\",\"value\":%d,\"detect\":false}"
                                .formatted(i, sensor, i, i));
            }
            // tag::half-batch[]
            broker.awaitZeroLag(topics.detectorGroup(), topics.readings());
            assertThat(broker.committedRecords(topics.scores()))
                    .as("the commit passed while everything was waiting")
                    .isEmpty();
            detector.kill();
            detector.start();
            detector.awaitReady();
            List<String> ids = broker.awaitCommitted(topics.scores(), READINGS).stream()
                    .map(record -> Calls.JSON.readTree(record.value()).get("id").asString())
                    .toList();
            assertThat(ids).hasSize(READINGS).doesNotHaveDuplicates();
            // end::half-batch[]
        }
    }

    private static Map<String, String> onStore(RedisServer redis, Map<String, String> variables) {
        variables.put("REDIS_HOST", redis.host());
        variables.put("REDIS_PORT", Integer.toString(redis.port()));
        return variables;
    }
}
