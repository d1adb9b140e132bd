package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Score;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Planned work")
class PlannedWorkTest {
    private static final long MINUTE = 60_000;

    private final TopologyHarness vigia = new TopologyHarness(64);
    private long ts;

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void marks_the_incidents_of_the_readings_that_it_covers() {
        warmUp("line-2.a");
        warmUp("line-3.a");
        vigia.plan("w", "line-2.*", ts, ts + 10 * MINUTE);
        send("line-2.a", 1_000, 99);
        send("line-3.a", 1_000, 99);
        vigia.letBatchesExpire();
        assertThat(changes())
                .extracting(Incident::sensor, Incident::maintenance)
                .containsExactly(tuple("line-2.a", true), tuple("line-3.a", false));
        assertThat(scores()).filteredOn(Score::anomaly).hasSize(2);
    }

    @Test
    void says_at_once_what_is_still_wrong_after_its_end() {
        warmUp("s");
        vigia.plan("w", "*", ts, ts + 2 * MINUTE);
        send("s", 1_000, 99);
        send("s", MINUTE, 50);
        send("s", MINUTE, 99);
        send("s", 1_000, 50);
        vigia.letBatchesExpire();
        assertThat(changes())
                .extracting(Incident::change, Incident::maintenance, Incident::anomalies)
                .containsExactly(tuple(IncidentChange.OPENED, true, 1L), tuple(IncidentChange.ESCALATED, false, 3L));
    }

    @Test
    void covers_from_its_begin_to_before_its_end_and_nothing_once_it_was_withdrawn() {
        warmUp("a");
        warmUp("b");
        warmUp("c");
        vigia.plan("w", "*", ts + 5_000, ts + 5_001);
        send("a", 5_000, 99);
        send("b", 1, 99);
        vigia.letBatchesExpire();
        assertThat(changes()).extracting(Incident::maintenance).containsExactly(true, false);
        vigia.plan("w", "*", 0, Long.MAX_VALUE);
        vigia.plan("w", "*", 0, 0);
        send("c", 1, 99);
        vigia.letBatchesExpire();
        assertThat(changes()).extracting(Incident::maintenance).containsExactly(false);
    }

    private void warmUp(String sensor) {
        for (int i = 0; i < TopologyHarness.WINDOW; i++) {
            send(sensor, 1_000, 2);
        }
    }

    private void send(String sensor, long later, double value) {
        ts += later;
        vigia.sendAt(sensor, ts, value);
    }

    private List<Incident> changes() {
        return vigia.records(vigia.topics.incidents()).stream()
                .map(record -> EventJson.readIncident(record.value()))
                .toList();
    }

    private List<Score> scores() {
        return vigia.scores();
    }
}
