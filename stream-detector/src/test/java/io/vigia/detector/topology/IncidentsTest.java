package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.contract.ActionKind;
import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Reading;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The incidents that the detector publishes")
class IncidentsTest {
    private static final long MINUTE = 60_000;

    private final TopologyHarness vigia = new TopologyHarness(64);
    private final SensorSeries series = new SensorSeries(vigia);

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void open_with_the_first_anomaly_as_a_cloud_event() {
        series.warmUp("s");
        Reading first = series.send("s", MINUTE, 99);
        vigia.letBatchesExpire();
        List<TestRecord<byte[], byte[]>> records = vigia.records(vigia.topics.incidents());
        assertThat(records).hasSize(1);
        TestRecord<byte[], byte[]> record = records.get(0);
        Incident incident = EventJson.readIncident(record.value());
        assertThat(record.key()).isEqualTo("s".getBytes(StandardCharsets.UTF_8));
        assertThat(incident.id()).startsWith("s~").hasSize(18);
        assertThat(incident)
                .isEqualTo(new Incident(
                        incident.id(),
                        "s",
                        IncidentChange.OPENED,
                        1,
                        Reason.ERROR,
                        Severity.CRITICAL,
                        series.ts(),
                        series.ts(),
                        Incident.OPEN,
                        null,
                        1,
                        new Incident.Peak(series.ts(), 99, -8, 12, 2),
                        new Incident.Last(series.ts(), 99),
                        "last-value@1",
                        false,
                        null,
                        Incident.NOT_SNOOZED,
                        null,
                        first.id()));
        assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("io.vigia.incident.opened.v1");
        assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo(incident.id() + "-1");
    }

    @Test
    void count_every_anomaly_and_say_so_at_most_once_in_five_minutes() {
        series.warmUp("s");
        for (int i = 0; i < 12; i++) {
            series.send("s", MINUTE, i % 2 == 0 ? 50 : 2);
        }
        vigia.letBatchesExpire();
        List<Incident> changes = vigia.changes();
        assertThat(changes)
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.CONTINUED, IncidentChange.CONTINUED);
        assertThat(changes).extracting(Incident::anomalies).containsExactly(1L, 6L, 11L);
        assertThat(changes).extracting(Incident::number).containsExactly(1L, 2L, 3L);
        assertThat(changes).extracting(Incident::id).containsOnly(changes.get(0).id());
    }

    @Test
    void escalate_when_an_anomaly_is_worse_and_keep_the_farthest_as_the_peak() {
        series.warmUp("s");
        series.send("s", 1_000, 2 + 11);
        series.send("s", 1_000, 2 + 11 + 30);
        series.send("s", 1_000, 2 + 11 + 30 + 12);
        vigia.letBatchesExpire();
        List<Incident> changes = vigia.changes();
        assertThat(changes)
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.ESCALATED);
        assertThat(changes).extracting(Incident::severity).containsExactly(Severity.LOW, Severity.CRITICAL);
        assertThat(changes.get(1).peak().value()).isEqualTo(43);
    }

    @Test
    void close_after_ten_normal_readings_and_five_minutes() {
        series.warmUp("s");
        series.send("s", MINUTE, 99);
        series.send("s", MINUTE, 2);
        for (int i = 0; i < 9; i++) {
            series.send("s", MINUTE, 2);
        }
        vigia.letBatchesExpire();
        assertThat(vigia.changes()).extracting(Incident::change).containsExactly(IncidentChange.OPENED);
        series.send("s", MINUTE, 2);
        vigia.letBatchesExpire();
        Incident closed = vigia.changes().get(0);
        assertThat(closed.change()).isEqualTo(IncidentChange.CLOSED);
        assertThat(closed.closedBy()).isEqualTo(ClosedBy.RECOVERED);
        assertThat(closed.closed()).isEqualTo(series.ts());
        assertThat(closed.number()).isEqualTo(2);
        assertThat(closed.anomalies()).isEqualTo(2);
        assertThat(closed.isOpen()).isFalse();
        assertThat(entries()).isZero();
    }

    @Test
    void do_not_close_before_five_minutes_have_passed() {
        series.warmUp("s");
        series.send("s", 1_000, 99);
        for (int i = 0; i < 100; i++) {
            series.send("s", 1_000, 99);
        }
        vigia.letBatchesExpire();
        assertThat(vigia.changes()).extracting(Incident::change).containsExactly(IncidentChange.OPENED);
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void close_with_the_deletion_of_their_sensor_alone() {
        series.warmUp("s");
        series.warmUp("other");
        series.send("s", MINUTE, 99);
        series.send("other", MINUTE, 99);
        vigia.delete("s");
        List<Incident> changes = vigia.changes();
        assertThat(changes)
                .extracting(Incident::sensor, Incident::change, Incident::closedBy)
                .containsExactly(
                        tuple("s", IncidentChange.OPENED, null),
                        tuple("other", IncidentChange.OPENED, null),
                        tuple("s", IncidentChange.CLOSED, ClosedBy.DELETED));
        assertThat(changes.get(2).closed()).isEqualTo(TopologyHarness.ARRIVAL.toEpochMilli());
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void survive_a_change_of_model_that_begins_anew() {
        series.warmUp("s");
        series.send("s", MINUTE, 99);
        vigia.models.deploy("other", TopologyHarness.WINDOW, 20);
        vigia.change("s", "other@1");
        for (int i = 0; i < 11; i++) {
            series.send("s", MINUTE, 2);
        }
        vigia.letBatchesExpire();
        List<Incident> changes = vigia.changes();
        assertThat(changes).extracting(Incident::change).containsExactly(IncidentChange.OPENED, IncidentChange.CLOSED);
        assertThat(changes).extracting(Incident::id).containsOnly(changes.get(0).id());
        assertThat(changes.get(1).anomalies()).isEqualTo(2);
        assertThat(changes.get(1).model()).isEqualTo("other@1");
    }

    @Test
    void of_the_same_log_are_the_same_byte_for_byte_whatever_the_batches() {
        series.warmUp("s");
        series.warmUp("t");
        vigia.set("s", Map.of("minDeviation", 1));
        series.send("s", MINUTE, 99);
        series.send("t", MINUTE, 99);
        vigia.plan("w", "*", series.ts(), series.ts() + 3 * MINUTE);
        for (int i = 0; i < 20; i++) {
            series.send("s", MINUTE, i % 4 == 0 ? 50 : 2);
        }
        vigia.act(ActionKind.RECALIBRATE, "t", null);
        vigia.delete("s");
        vigia.letBatchesExpire();
        List<String> first = written(vigia);
        assertThat(first).hasSizeGreaterThan(6);
        try (TopologyHarness again = new TopologyHarness(1)) {
            vigia.log().forEach(again::replay);
            assertThat(written(again)).isEqualTo(first);
        }
    }

    /** All changes with their headers, in the order of each sensor. */
    private static List<String> written(TopologyHarness from) {
        return from.records(from.topics.incidents()).stream()
                .sorted(Comparator.comparing(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .map(record -> record.headers() + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void are_counted_by_change_and_while_they_are_open() {
        series.warmUp("s");
        series.send("s", MINUTE, 99);
        vigia.letBatchesExpire();
        assertThat(vigia.meters
                        .get("vigia.detector.incidents")
                        .tag("change", "opened")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(vigia.meters.get("vigia.detector.incidents.open").gauge().value())
                .isEqualTo(1);
        vigia.delete("s");
        assertThat(vigia.meters.get("vigia.detector.incidents.open").gauge().value())
                .isZero();
    }

    /** Open incidents in the store of states. */
    private long entries() {
        KeyValueStore<String, byte[]> states = vigia.driver.getKeyValueStore(DetectTopology.statesStore());
        long count = 0;
        try (var entries = states.range("~", "\u007f")) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }
}
