package io.vigia.query.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.Incident;
import io.vigia.contract.SensorPattern;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class IncidentBookTest {
    private static final Predicate<String> ALL = sensor -> true;

    private static final int MOST_CLOSED = 30;

    private final IncidentBook book = new IncidentBook(MOST_CLOSED);

    @Test
    void lists_the_newest_first_and_ties_by_id() {
        open("b", 20);
        open("c", 30);
        open("a", 20);
        open("d", 10);
        assertThat(sensors(IncidentFilter.ALL)).containsExactly("c", "a", "b", "d");
    }

    @Test
    void shows_the_latest_state_and_every_change() {
        IncidentBuilder incident = IncidentBuilder.of("a", 10);
        List<Incident> changes = List.of(
                incident.opened(), incident.escalated(Severity.HIGH, 20), incident.closed(ClosedBy.DELETED, 30));
        changes.forEach(book::enter);
        assertThat(all()).containsExactly(changes.get(2));
        assertThat(book.history(IncidentBuilder.id("a", 10))).isEqualTo(changes);
        assertThat(book.history("a~unknown")).isEmpty();
    }

    @Test
    void ignores_a_change_that_is_there_or_is_older_than_the_latest() {
        IncidentBuilder incident = IncidentBuilder.of("a", 10);
        Incident first = incident.opened();
        Incident second = incident.continued(20);
        Incident third = incident.continued(30);
        List.of(first, first, third, second, third, first).forEach(book::enter);
        assertThat(all()).containsExactly(third);
        assertThat(book.history(first.id())).containsExactly(first, third);
    }

    @Test
    void selects_by_state_sensor_and_least_severity() {
        book.enter(IncidentBuilder.of("line-1", 1).severity(Severity.MEDIUM).opened());
        book.enter(IncidentBuilder.of("line-2", 2).severity(Severity.CRITICAL).opened());
        close("line-3", 3, 9);
        open("other", 4);
        assertThat(sensors(new IncidentFilter(IncidentState.OPEN, ALL, null)))
                .containsExactly("other", "line-2", "line-1");
        assertThat(sensors(new IncidentFilter(IncidentState.CLOSED, ALL, null))).containsExactly("line-3");
        assertThat(sensors(new IncidentFilter(null, new SensorPattern("line-*")::matches, null)))
                .containsExactly("line-3", "line-2", "line-1");
        assertThat(sensors(new IncidentFilter(null, "line-1"::equals, null))).containsExactly("line-1");
        assertThat(sensors(new IncidentFilter(null, ALL, Severity.MEDIUM))).containsExactly("line-2", "line-1");
        assertThat(book.open()).isEqualTo(3);
        assertThat(book.closed()).isEqualTo(1);
    }

    @Test
    void keeps_every_open_incident_and_drops_the_closed_one_that_ended_first() {
        for (int i = 0; i < 10 * MOST_CLOSED; i++) {
            open("open-" + i, i);
        }
        close("ended-first", 5_000, 6_000);
        for (int i = 1; i < MOST_CLOSED; i++) {
            close("closed", i, 7_000 + i);
        }
        assertThat(book.closed()).isEqualTo(MOST_CLOSED);
        close("last", 4_000, 8_000);
        assertThat(book.closed()).isEqualTo(MOST_CLOSED);
        assertThat(book.open()).isEqualTo(10 * MOST_CLOSED);
        assertThat(book.history(IncidentBuilder.id("ended-first", 5_000))).isEmpty();
        assertThat(book.history(IncidentBuilder.id("last", 4_000))).hasSize(2);
    }

    @Test
    void drops_the_oldest_changes_of_a_long_history_but_keeps_the_first() {
        IncidentBuilder incident = IncidentBuilder.of("a", 0);
        book.enter(incident.opened());
        for (int i = 1; i <= 2 * IncidentBook.MOST_CHANGES; i++) {
            book.enter(incident.continued(i));
        }
        List<Incident> history = book.history(IncidentBuilder.id("a", 0));
        assertThat(history).hasSize(IncidentBook.MOST_CHANGES);
        assertThat(history.get(0).number()).isEqualTo(1);
        assertThat(history).last().extracting(Incident::number).isEqualTo(2L * IncidentBook.MOST_CHANGES + 1);
        assertThat(history.get(1).number()).isEqualTo(IncidentBook.MOST_CHANGES + 3);
    }

    @Property
    void stays_within_its_limits_and_equals_a_list_of_the_latest_states(Draw draw) {
        IncidentBook limited = new IncidentBook(draw.anInt(1, 20));
        int most = draw.anInt(1, 40);
        List<IncidentBuilder> incidents = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            IncidentBuilder incident = IncidentBuilder.of("s" + i, draw.anInt(0, 5));
            incidents.add(incident);
            limited.enter(incident.opened());
            for (int change = draw.anInt(0, 30); change > 0; change--) {
                limited.enter(incident.continued(100 + change));
            }
            if (draw.aBoolean()) {
                limited.enter(incident.closed(ClosedBy.RECOVERED, 200 + i));
            }
        }
        List<Incident> listed = limited.page(IncidentFilter.ALL, null, 1_000).items();
        assertThat(listed)
                .isSortedAccordingTo(Comparator.comparing(EventCursor::after, EventCursor.NEWEST_FIRST))
                .hasSize(limited.open() + limited.closed())
                .allSatisfy(latest ->
                        assertThat(limited.history(latest.id())).last().isEqualTo(latest));
    }

    @Test
    void continues_after_a_cursor_while_incidents_arrive_and_end() {
        for (int i = 0; i < 10; i++) {
            open("s" + i, 10L * i);
        }
        Page<Incident> first = book.page(IncidentFilter.ALL, null, 4);
        assertThat(first.items()).extracting(Incident::opened).containsExactly(90L, 80L, 70L, 60L);
        open("newer", 95);
        close("s6", 60, 99);
        EventCursor cursor = EventCursor.parse(String.valueOf(first.next()));
        Page<Incident> second = book.page(IncidentFilter.ALL, cursor, 6);
        assertThat(second.items()).extracting(Incident::opened).containsExactly(50L, 40L, 30L, 20L, 10L, 0L);
        assertThat(second.next()).isNull();
    }

    private void open(String sensor, long at) {
        book.enter(IncidentBuilder.of(sensor, at).opened());
    }

    private void close(String sensor, long opened, long at) {
        IncidentBuilder incident = IncidentBuilder.of(sensor, opened);
        book.enter(incident.opened());
        book.enter(incident.closed(ClosedBy.RECOVERED, at));
    }

    private List<Incident> all() {
        return book.page(IncidentFilter.ALL, null, 1_000).items();
    }

    private List<String> sensors(IncidentFilter filter) {
        return book.page(filter, null, 1_000).items().stream()
                .map(Incident::sensor)
                .toList();
    }
}
