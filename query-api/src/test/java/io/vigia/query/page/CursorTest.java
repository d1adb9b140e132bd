package io.vigia.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Incident;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.store.Order;
import org.junit.jupiter.api.Test;

class CursorTest {
    @Property
    void a_time_cursor_comes_back_as_it_went_out(Draw draw) {
        Order order = draw.of(Order.values());
        long ts = draw.aLong(0, Long.MAX_VALUE);
        TimeCursor cursor = new TimeCursor(order, ts);
        assertThat(TimeCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void a_sensor_cursor_comes_back_as_it_went_out(Draw draw) {
        String sensor = draw.text("abcdefghijklmnopqrstuvwxyz", 1, 64);
        SensorCursor cursor = new SensorCursor(sensor);
        assertThat(SensorCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Property
    void an_event_cursor_comes_back_as_it_went_out(Draw draw) {
        String id = draw.text("abcdefghijklmnopqrstuvwxyz~0123456789", 1, Incident.MAX_ID_LENGTH);
        EventCursor cursor = new EventCursor(draw.aLong(0, Long.MAX_VALUE), id);
        assertThat(EventCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Property(tries = 5_000)
    void any_text_is_a_cursor_or_refused_as_one(Draw draw) {
        String text = draw.text();
        assertRefusedOrRead(text);
    }

    @Property(tries = 5_000)
    void any_content_behind_the_right_version_is_a_cursor_or_refused_as_one(Draw draw) {
        String content = draw.text();
        assertRefusedOrRead(Cursor.write(content));
        assertRefusedOrRead(Cursor.write("a" + content));
        assertRefusedOrRead(Cursor.write("s" + content));
        assertRefusedOrRead(Cursor.write("i" + content));
        assertRefusedOrRead(Cursor.write("i17 " + content));
    }

    @Test
    void a_cursor_of_another_kind_of_list_is_refused() {
        assertThatThrownBy(() -> SensorCursor.parse(new TimeCursor(Order.OLDEST_FIRST, 1).text()))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> TimeCursor.parse(new SensorCursor("s").text()))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> EventCursor.parse(new SensorCursor("s").text()))
                .hasMessageContaining("list of incidents, labels or dead letters");
        assertThatThrownBy(() -> Span.all(Order.NEWEST_FIRST).at(new TimeCursor(Order.OLDEST_FIRST, 1)))
                .hasMessageContaining("other order");
        assertThatThrownBy(() -> TimeCursor.parse(Cursor.write("a-1"))).hasMessageContaining("no time");
    }

    @Test
    void a_cursor_that_was_cut_or_mistyped_is_refused() {
        String text = new TimeCursor(Order.NEWEST_FIRST, 1_795_876_251_337L).text();
        for (int i = 0; i < text.length(); i++) {
            String cut = text.substring(0, i);
            String mistyped = cut + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatThrownBy(() -> TimeCursor.parse(cut)).isInstanceOf(InvalidCursorException.class);
            assertThatThrownBy(() -> TimeCursor.parse(mistyped)).isInstanceOf(InvalidCursorException.class);
        }
    }

    private static void assertRefusedOrRead(String text) {
        try {
            assertThat(TimeCursor.parse(text).ts()).isNotNegative();
        } catch (InvalidCursorException refused) {
            assertThat(refused).hasMessageContaining("it ");
        }
        try {
            assertThat(SensorCursor.parse(text).after()).isNotEmpty();
        } catch (InvalidCursorException refused) {
            assertThat(refused).hasMessageContaining("it ");
        }
        try {
            assertThat(EventCursor.parse(text).time()).isNotNegative();
        } catch (InvalidCursorException refused) {
            assertThat(refused).hasMessageContaining("it ");
        }
    }
}
