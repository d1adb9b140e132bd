package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pattern of sensors")
class SensorPatternTest {
    @Property
    void matches_what_the_same_regular_expression_matches(Draw draw) {
        String pattern = draw.text("ab*", 1, 6);
        String sensor = draw.text("ab", 1, 8);
        boolean expected = Pattern.matches(pattern.replace("*", ".*"), sensor);

        assertThat(new SensorPattern(pattern).matches(sensor)).isEqualTo(expected);
    }

    @Property
    void ties_whatever_one_sensor_could_match_with_as_long_a_prefix(Draw draw) {
        String sensor = draw.text("ab", 1, 8);
        String one = draw.text("ab*", 1, 5);
        String other = draw.text("ab*", 1, 5);
        SensorPattern first = new SensorPattern(one);
        SensorPattern second = new SensorPattern(other);
        assertThat(first.ties(second)).isEqualTo(second.ties(first));
        boolean both = first.matches(sensor) && second.matches(sensor);
        if (both && !one.equals(other) && prefix(one) == prefix(other)) {
            assertThat(first.ties(second)).isTrue();
        }
    }

    @Property
    void covers_another_only_if_it_matches_all_of_its_sensors(Draw draw) {
        SensorPattern one = new SensorPattern(draw.text("ab*", 1, 5));
        SensorPattern other = new SensorPattern(draw.text("ab*", 1, 5));
        String sensor = draw.text("ab", 1, 8);
        if (one.covers(other) && other.matches(sensor)) {
            assertThat(one.matches(sensor)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ana.*, ana.*, true",
        "ana.*, ana.oven, true",
        "ana.*, ana.o*, true",
        "ana.*, ana.*x*, true",
        "*, luis*, true",
        "ana.*, *, false",
        "ana.*, an*, false",
        "ana.*, luis.*, false",
        "ana.oven, ana.*, false",
        "*, '', false"
    })
    void covers_what_begins_with_its_prefix(String one, String other, boolean covers) {
        assertThat(new SensorPattern(one).covers(new SensorPattern(other))).isEqualTo(covers);
    }

    private static int prefix(String pattern) {
        return (pattern + "*").indexOf('*');
    }

    @ParameterizedTest
    @CsvSource({
        "boiler-1, boiler-1*, true",
        "boiler-*, boiler-*1, true",
        "boiler-*a, boiler-*b, false",
        "boiler-*, boiler-1*, false",
        "a*, b*, false",
        "*, '', false",
        "*, *, false"
    })
    void ties_only_with_another_that_has_as_long_a_prefix_and_a_sensor_in_common(
            String one, String other, boolean ties) {
        assertThat(new SensorPattern(one).ties(new SensorPattern(other))).isEqualTo(ties);
    }

    @Test
    void ranks_by_its_literal_prefix_and_the_default_comes_last() {
        assertThat(Stream.of("", "*", "boiler-1", "b*", "boiler-*")
                        .map(SensorPattern::new)
                        .sorted(SensorPattern.RANK)
                        .map(SensorPattern::text))
                .containsExactly("boiler-1", "boiler-*", "b*", "*", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "?", "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void of_other_characters_or_too_many_is_refused(String text) {
        assertThatThrownBy(() -> new SensorPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
