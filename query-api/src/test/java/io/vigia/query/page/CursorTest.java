package io.vigia.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.store.Order;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CursorTest {
    @Property
    void a_time_cursor_comes_back_as_it_went_out(
            @ForAll Order order, @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long ts) {
        TimeCursor cursor = new TimeCursor(order, ts);
        assertThat(TimeCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void a_sensor_cursor_comes_back_as_it_went_out(
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 64) String sensor) {
        SensorCursor cursor = new SensorCursor(sensor);
        assertThat(SensorCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Property(tries = 5_000)
    void any_text_is_a_cursor_or_refused_as_one(@ForAll String text) {
        assertRefusedOrRead(text);
    }

    @Property(tries = 5_000)
    void any_content_behind_the_right_version_is_a_cursor_or_refused_as_one(@ForAll String content) {
        assertRefusedOrRead(Cursor.write(content));
        assertRefusedOrRead(Cursor.write("a" + content));
        assertRefusedOrRead(Cursor.write("s" + content));
    }

    @Test
    void a_cursor_of_another_kind_of_list_is_refused() {
        assertThatThrownBy(() -> SensorCursor.parse(new TimeCursor(Order.OLDEST_FIRST, 1).text()))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> TimeCursor.parse(new SensorCursor("s").text()))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> Span.all(Order.NEWEST_FIRST).at(new TimeCursor(Order.OLDEST_FIRST, 1)))
                .hasMessageContaining("other order");
        assertThatThrownBy(() -> TimeCursor.parse(Cursor.write("a-1"))).hasMessageContaining("no time");
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
    }
}
