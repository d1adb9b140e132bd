package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Score;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Planned work")
class PlannedWorkTest {
    private static final long MINUTE = 60_000;

    private final TopologyHarness vigia = new TopologyHarness(64);
    private final SensorSeries series = new SensorSeries(vigia);

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void marks_the_incidents_of_the_readings_that_it_covers() {
        series.warmUp("line-2.a");
        series.warmUp("line-3.a");
        vigia.plan("w", "line-2.*", series.ts(), series.ts() + 10 * MINUTE);
        series.send("line-2.a", 1_000, 99);
        series.send("line-3.a", 1_000, 99);
        vigia.letBatchesExpire();
        assertThat(vigia.changes())
                .extracting(Incident::sensor, Incident::maintenance)
                .containsExactly(tuple("line-2.a", true), tuple("line-3.a", false));
        assertThat(vigia.scores()).filteredOn(Score::anomaly).hasSize(2);
    }

    @Test
    void says_at_once_what_is_still_wrong_after_its_end() {
        series.warmUp("s");
        vigia.plan("w", "*", series.ts(), series.ts() + 2 * MINUTE);
        series.send("s", 1_000, 99);
        series.send("s", MINUTE, 50);
        series.send("s", MINUTE, 99);
        series.send("s", 1_000, 50);
        vigia.letBatchesExpire();
        assertThat(vigia.changes())
                .extracting(Incident::change, Incident::maintenance, Incident::anomalies)
                .containsExactly(tuple(IncidentChange.OPENED, true, 1L), tuple(IncidentChange.ESCALATED, false, 3L));
    }

    @Test
    void covers_from_its_begin_to_before_its_end_and_nothing_once_it_was_withdrawn() {
        series.warmUp("a");
        series.warmUp("b");
        series.warmUp("c");
        vigia.plan("w", "*", series.ts() + 5_000, series.ts() + 5_001);
        series.send("a", 5_000, 99);
        series.send("b", 1, 99);
        vigia.letBatchesExpire();
        assertThat(vigia.changes()).extracting(Incident::maintenance).containsExactly(true, false);
        vigia.plan("w", "*", 0, Long.MAX_VALUE);
        vigia.plan("w", "*", 0, 0);
        series.send("c", 1, 99);
        vigia.letBatchesExpire();
        assertThat(vigia.changes()).extracting(Incident::maintenance).containsExactly(false);
    }
}
