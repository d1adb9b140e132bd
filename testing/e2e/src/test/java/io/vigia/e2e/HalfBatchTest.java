package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Half a batch, a commit and a kill")
class HalfBatchTest {
    private static final int READINGS = 20;

    @Test
    void leave_every_score_there_once() throws Exception {
        // Batches wait a minute and are never full, so that what is sent can only be waiting.
        Map<String, String> waiting = Map.of("DETECTOR_MAX_WAIT_MS", "60000", "DETECTOR_BATCH_SIZE", "512");
        try (Pipeline vigia = Pipeline.start(waiting)) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < READINGS; i++) {
                lines.append("{\"id\":\"r")
                        .append(i)
                        .append("\",\"sensor\":\"s")
                        .append(i % 3);
                lines.append("\",\"ts\":")
                        .append(i)
                        .append(",\"value\":")
                        .append(i)
                        .append("}\n");
            }
            assertThat(vigia.calls
                            .post("/api/v1/readings", "application/x-ndjson", lines.toString())
                            .statusCode())
                    .isEqualTo(200);
            // tag::half-batch[]
            vigia.broker.awaitZeroLag(vigia.prefix + "-detector", vigia.topic("readings"));
            assertThat(vigia.broker.committedRecords(vigia.topic("scores")))
                    .as("the commit passed while everything was waiting")
                    .isEmpty();
            vigia.detector.kill();
            vigia.detector.start();
            vigia.detector.awaitReady();
            List<String> ids = vigia.broker.awaitCommitted(vigia.topic("scores"), READINGS).stream()
                    .map(record -> Calls.JSON.readTree(record.value()).get("id").asString())
                    .toList();
            assertThat(ids).hasSize(READINGS).doesNotHaveDuplicates();
            // end::half-batch[]
        }
    }
}
