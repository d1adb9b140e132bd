package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As processes, so that what is measured is neither the engine's nor a gateway's. */
@Tag("containers")
@DisplayName("One detector in place of another")
class DetectorReplacementTest {
    private static final String WHERE = "Processes";
    private static final int READINGS = 40_000;
    private static final int AT_ONCE = 2_000;
    private static final int SENSORS = 200;

    private static Pipeline vigia;
    private static ServiceProcess second;

    @BeforeAll
    static void two_detectors() throws IOException {
        vigia = Pipeline.start(Map.of("INGEST_ACK_TIMEOUT_MS", "5000", "DETECT_WAIT_MS", "2000"));
        second = vigia.another("stream-detector").awaitReady();
        runForAWhile();
    }

    /** States of a few readings are so soon restored that a detector which joins gets partitions before it has copies. */
    private static void runForAWhile() throws IOException {
        for (int first = 0; first < READINGS; first += AT_ONCE) {
            StringBuilder lines = new StringBuilder();
            for (int i = first; i < first + AT_ONCE; i++) {
                lines.append("{\"sensor\":\"before-%d\",\"ts\":%d,\"value\":%d}\n".formatted(i % SENSORS, i, i % 7));
            }
            assertThat(vigia.calls
                            .post("/api/v1/readings", "application/x-ndjson", lines.toString())
                            .statusCode())
                    .isEqualTo(200);
        }
        vigia.awaitStored();
    }

    @AfterAll
    static void end() {
        if (second != null) {
            second.close();
        }
        vigia.close();
    }

    @Test
    void judges_again_after_a_kill_and_loses_nothing() {
        try (FaultTrial trial = trial("one of two stream-detector: SIGKILL, and started again", "killed")) {
            trial.breaks(() -> {
                vigia.detector.kill();
                vigia.detector.start();
            });
            trial.awaitRecovery();
            vigia.detector.awaitReady();
            trial.finish("ready again");
        }
    }

    @Test
    void judges_on_while_each_is_updated_and_loses_nothing() {
        try (FaultTrial trial =
                trial("both stream-detector, one after the other: stopped and started again", "updated")) {
            long began = System.nanoTime();
            trial.breaks(() -> List.of(vigia.detector, second).forEach(ServiceProcess::update));
            String evidence = String.format(Locale.ROOT, "both ready after %.1f s", (System.nanoTime() - began) / 1e9);
            trial.awaitRecovery();
            trial.finish(evidence);
        }
    }

    private static FaultTrial trial(String fault, String name) {
        return new FaultTrial(new Accounts(vigia.broker, vigia.calls, vigia.prefix), WHERE, fault, name);
    }
}
