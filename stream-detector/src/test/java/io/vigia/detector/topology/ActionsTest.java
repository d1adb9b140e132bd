package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Action;
import io.vigia.contract.ActionKind;
import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Score;
import io.vigia.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What people do about incidents")
class ActionsTest {
    private static final long MINUTE = 60_000;
    private static final Incident.Operator ANA =
            new Incident.Operator("ana", TopologyHarness.ARRIVAL.toEpochMilli(), "pump replaced");

    private final TopologyHarness vigia = new TopologyHarness(64);
    private final SensorSeries series = new SensorSeries(vigia);

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void acknowledged_is_said_and_stays_with_the_incident() {
        String id = open("s");
        vigia.act(ActionKind.ACKNOWLEDGE, "s", id);
        List<TestRecord<byte[], byte[]>> records = vigia.records(vigia.topics.incidents());
        Incident acknowledged = EventJson.readIncident(records.get(0).value());
        assertThat(acknowledged.change()).isEqualTo(IncidentChange.ACKNOWLEDGED);
        assertThat(acknowledged.acknowledged()).isEqualTo(ANA);
        assertThat(acknowledged.operator()).isEqualTo(ANA);
        assertThat(acknowledged.updated()).isEqualTo(series.ts());
        assertThat(acknowledged.isOpen()).isTrue();
        assertThat(new String(records.get(0).headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("io.vigia.incident.acknowledged.v1");
        recover("s");
        Incident closed = vigia.changes().get(0);
        assertThat(closed.closedBy()).isEqualTo(ClosedBy.RECOVERED);
        assertThat(closed.number()).isEqualTo(3);
        assertThat(closed.acknowledged()).isEqualTo(ANA);
        assertThat(closed.operator()).isNull();
    }

    @Test
    void snoozed_until_a_time() {
        vigia.act(ActionKind.SNOOZE, "s", open("s"));
        Incident snoozed = vigia.changes().get(0);
        assertThat(snoozed.change()).isEqualTo(IncidentChange.SNOOZED);
        assertThat(snoozed.snoozedUntil()).isEqualTo(Long.MAX_VALUE);
        assertThat(snoozed.acknowledged()).isNull();
    }

    @Test
    void closed_is_over_and_what_is_still_abnormal_opens_another_one() {
        String id = open("s");
        vigia.act(ActionKind.CLOSE, "s", id);
        Incident closed = vigia.changes().get(0);
        assertThat(closed.closedBy()).isEqualTo(ClosedBy.OPERATOR);
        assertThat(closed.closed()).isEqualTo(series.ts());
        assertThat(closed.operator()).isEqualTo(ANA);
        series.send("s", MINUTE, 50);
        vigia.letBatchesExpire();
        Incident next = vigia.changes().get(0);
        assertThat(next.change()).isEqualTo(IncidentChange.OPENED);
        assertThat(next.id()).isNotEqualTo(id);
    }

    @Test
    void adopted_is_the_new_normal() {
        vigia.act(ActionKind.ADOPT, "s", open("s"));
        assertThat(vigia.changes().get(0).closedBy()).isEqualTo(ClosedBy.ADOPTED);
        series.send("s", MINUTE, 99);
        vigia.letBatchesExpire();
        assertThat(vigia.changes()).isEmpty();
        // The window was kept: it is judged at once.
        assertThat(vigia.scores()).last().extracting(Score::status).isEqualTo(Status.SCORED);
    }

    @Test
    void recalibration_ends_what_is_open() {
        open("s");
        vigia.act(ActionKind.RECALIBRATE, "s", null);
        assertThat(vigia.changes()).extracting(Incident::closedBy).containsExactly(ClosedBy.ADOPTED);
    }

    @Test
    void on_what_is_not_open_changes_nothing_and_is_counted() {
        String id = open("s");
        vigia.act(ActionKind.CLOSE, "s", "s~0123456789abcdef");
        vigia.act(ActionKind.ACKNOWLEDGE, "nobody", "nobody~0123456789abcdef");
        assertThat(vigia.changes()).isEmpty();
        vigia.act(ActionKind.CLOSE, "s", id);
        vigia.act(ActionKind.CLOSE, "s", id);
        assertThat(vigia.changes()).hasSize(1);
        assertThat(vigia.meters.get("vigia.detector.actions.ignored").counter().count())
                .isEqualTo(3);
        assertThat(vigia.records(vigia.topics.readingsDlq())).isEmpty();
    }

    @Test
    void come_after_the_readings_that_wait_before_them() {
        series.warmUp("s");
        series.send("s", MINUTE, 99);
        // The reading that opens it still waits for its batch.
        Action action = vigia.act(ActionKind.RECALIBRATE, "s", null);
        assertThat(action.incident()).isNull();
        assertThat(vigia.changes())
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.CLOSED);
    }

    /** Its id; the sensor has an open incident. */
    private String open(String sensor) {
        series.warmUp(sensor);
        series.send(sensor, MINUTE, 99);
        vigia.letBatchesExpire();
        return vigia.changes().get(0).id();
    }

    private void recover(String sensor) {
        for (int i = 0; i < 12; i++) {
            series.send(sensor, MINUTE, 99);
        }
        vigia.letBatchesExpire();
    }
}
