package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.EventIds;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Silence;
import io.vigia.contract.TsSource;
import io.vigia.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A silent sensor")
class SilenceTest {
    private static final long SECOND = 1_000;

    private final TopologyHarness vigia = new TopologyHarness(1);
    private long now = TopologyHarness.ARRIVAL.toEpochMilli();

    @AfterEach
    void close() {
        vigia.close();
    }

    @Test
    void has_an_incident_once_it_is_overdue_by_its_own_rhythm() {
        long last = both(30);
        seconds(10, "b");
        assertThat(vigia.changes()).isEmpty();
        seconds(2, "b");
        List<Incident> found = vigia.changes();
        assertThat(found).hasSize(1);
        Incident incident = found.get(0);
        assertThat(incident.sensor()).isEqualTo("a");
        assertThat(incident.reason()).isEqualTo(Reason.SILENCE);
        assertThat(incident.change()).isEqualTo(IncidentChange.OPENED);
        assertThat(incident.anomalies()).isZero();
        assertThat(incident.opened()).isEqualTo(last);
        assertThat(incident.last().value()).isEqualTo(2);
        assertThat(silent()).isEqualTo(1);
        seconds(600, "b");
        assertThat(vigia.changes()).as("it is said once").isEmpty();
    }

    @Test
    void is_written_among_the_readings_for_replays() {
        both(30);
        seconds(12, "b");
        List<Silence> events = vigia.records(vigia.topics.readings()).stream()
                .map(record -> EventJson.readReading(record.value()))
                .map(Silence.class::cast)
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).due()).isEqualTo(10 * SECOND);
    }

    @Test
    void recovers_with_three_readings_and_the_cool_down_after_it() {
        both(30);
        seconds(20, "b");
        vigia.changes();
        long returned = now + SECOND;
        both(5);
        assertThat(vigia.changes()).isEmpty();
        assertThat(silent()).as("it sends again").isZero();
        both(296);
        Incident closed = vigia.changes().get(0);
        assertThat(closed.closedBy()).isEqualTo(ClosedBy.RECOVERED);
        assertThat(closed.closed()).isEqualTo(returned + 300 * SECOND);
    }

    @Test
    void is_not_accused_before_twenty_arrivals() {
        both(19);
        seconds(100, "b");
        assertThat(vigia.changes()).isEmpty();
    }

    /** What a device sends that keeps its readings for a minute: mean and deviation are of its requests, not of its readings. */
    @Test
    void that_sends_its_readings_by_the_minute_is_due_after_five_of_them() {
        for (int minute = 0; minute < 30; minute++) {
            for (int i = 0; i < 150; i++) {
                now++;
                send("a", 2);
            }
            seconds(60, "b");
        }
        assertThat(vigia.changes()).isEmpty();
        seconds(299 - 60, "b");
        assertThat(vigia.changes()).isEmpty();
        seconds(5, "b");
        assertThat(vigia.changes()).extracting(Incident::sensor).containsExactly("a");
    }

    @Test
    void that_sent_its_readings_at_once_has_no_rhythm() {
        for (int i = 0; i < 300; i++) {
            now++;
            send("a", 2);
        }
        seconds(3_600, "b");
        assertThat(vigia.changes()).isEmpty();
    }

    @Test
    void is_not_accused_after_an_outage_of_all() {
        both(60);
        now += 3_600 * SECOND;
        seconds(1, "b");
        assertThat(vigia.changes()).as("the partition had nothing for an hour").isEmpty();
        both(30);
        assertThat(vigia.changes()).isEmpty();
        seconds(13, "b");
        assertThat(vigia.changes()).extracting(Incident::sensor).containsExactly("a");
    }

    @Test
    void is_not_accused_after_an_outage_that_is_almost_as_long_as_a_silence() {
        for (int length = 3_000; length <= 12_000; length += 500) {
            both(60);
            now += length;
            seconds(1, "b");
            seconds(3, "b");
        }
        assertThat(vigia.changes()).isEmpty();
    }

    @Test
    void is_judged_by_what_is_set_for_it() {
        vigia.set("a", Map.of("silentAfter", "PT1M"));
        vigia.set("never", Map.of("silentAfter", "never"));
        for (int i = 0; i < 30; i++) {
            seconds(1, "a", "b", "never");
        }
        seconds(59, "b");
        assertThat(vigia.changes()).isEmpty();
        seconds(5, "b");
        assertThat(vigia.changes()).extracting(Incident::sensor).containsExactly("a");
        vigia.set("a", null);
        seconds(600, "b");
        assertThat(vigia.changes()).isEmpty();
    }

    @Test
    void that_is_deleted_is_no_more_silent() {
        both(30);
        seconds(12, "b");
        vigia.delete("a");
        assertThat(vigia.changes())
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.CLOSED);
        assertThat(silent()).isZero();
        seconds(600, "b");
        assertThat(vigia.changes()).isEmpty();
    }

    @Test
    void that_had_an_incident_stays_one_incident() {
        both(30);
        now += SECOND;
        send("a", 99);
        Incident opened = vigia.changes().get(0);
        seconds(14, "b");
        Incident silent = vigia.changes().get(0);
        assertThat(silent.id()).isEqualTo(opened.id());
        assertThat(silent.reason()).isEqualTo(Reason.SILENCE);
        assertThat(silent.number()).isEqualTo(opened.number() + 1);
    }

    @Test
    void an_event_that_came_too_late_says_nothing() {
        long last = both(30);
        seconds(1, "a");
        vigia.replay(new Silence(EventIds.next(), "a", last, 10 * SECOND));
        assertThat(vigia.changes()).isEmpty();
    }

    /** When the last reading arrived. */
    private long both(int times) {
        seconds(times, "a", "b");
        return now;
    }

    private void seconds(int count, String... sensors) {
        for (int i = 0; i < count; i++) {
            now += SECOND;
            for (String sensor : sensors) {
                send(sensor, 2);
            }
        }
    }

    private void send(String sensor, double value) {
        ReadingEvent reading = new Reading(EventIds.next(), sensor, now, TsSource.CLIENT, value, false);
        vigia.readings.pipeInput(
                sensor.getBytes(StandardCharsets.UTF_8), EventJson.write(reading), Instant.ofEpochMilli(now));
    }

    private double silent() {
        return vigia.meters.get("vigia.sensors.silent").gauge().value();
    }
}
