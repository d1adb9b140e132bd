package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    private static final long MAX = Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1764348861000,1764348861000",
        "-5,-5",
        "2025-11-28T16:54:21Z,1764348861000",
        "2025-11-28T16:54:21,1764348861000",
        "2025-11-28 16:54:21,1764348861000",
        "2025-11-28T16:54Z,1764348840000",
        "2025-11-28,1764288000000",
        "2025-11-28T16:54:21.5Z,1764348861500",
        "2025-11-28T16:54:21.123456789Z,1764348861123",
        "2025-11-28T11:54:21-05:00,1764348861000",
        "2025-11-28T17:54:21+0100,1764348861000",
        "2025-11-28T17:54:21+01,1764348861000",
        "1969-12-31T23:59:59Z,-1000",
        "2024-02-29,1709164800000",
        "978307200,978307200000",
        "978307199,978307199",
        "1764348861,1764348861000",
        "9999999999,9999999999000",
        "1764348861123456,1764348861123",
        "1764348861123456789,1764348861123",
        "9223372036854775807,9223372036854",
        "1764348861.123,1764348861123",
        "1764348861.1239,1764348861123",
        "1764348861123.9,1764348861123",
        "1.764348861123e12,1764348861123",
        "1764348861000000e-6,1764348861000",
        "1e9,1000000000000",
        "2025-11-28 17:54:21.5 +0100,1764348861500",
        "2025-11-28T17:54:21+01:00[Europe/Madrid],1764348861000"
    })
    void a_time_is_read(String text, long ts) {
        assertThat(Instants.parse(text)).isEqualTo(ts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "ayer",
                "12a",
                "2025-13-01",
                "2023-02-29",
                "2025-11-28T",
                "2025-11-28T24:00",
                "2025-11-28T16:60Z",
                "2025-11-28T16:54:21.Z",
                "2025-11-28T16:54:21ZZ",
                "2025-11-28T16:54:21+",
                "2025-11-28T16:54:21 UTC",
                "1.5",
                "1e5",
                "-1e9",
                "1e400",
                "1764348861e999999999",
                "1,764,348,861",
                "0x5f5e100",
                "NaN",
                "Infinity",
                "99999999999999999999",
                "1764348861.0000000000000000000000000000000000000000000001",
                "2025-11-28T17:54:21 01:00",
                "9999999999999999999",
                "2025-11-28T16:54:21.1234567890Z"
            })
    void what_is_no_time_is_refused_with_what_came(String text) {
        assertThatThrownBy(() -> Instants.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("epoch milliseconds");
    }

    @Property
    void reads_what_java_time_writes(Draw draw) {
        long ts = draw.aLong(0, 253402128000000L);
        assertThat(Instants.parse(Instant.ofEpochMilli(Math.min(ts, MAX)).toString()))
                .isEqualTo(Math.min(ts, MAX));
    }

    @Property
    void reads_offsets_as_java_time_does(Draw draw) {
        long ts = draw.aLong(86_400_000, 4_102_444_800_000L);
        int offsetMinutes = draw.anInt(-18 * 60, 18 * 60);
        OffsetDateTime time = Instant.ofEpochMilli(ts).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        assertThat(Instants.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                .isEqualTo(ts);
    }

    @Property
    void any_text_is_a_time_or_refused(Draw draw) {
        String text = draw.text();
        try {
            Instants.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("epoch milliseconds");
        }
    }

    @Test
    void a_comma_may_stand_for_the_decimal_point_of_a_date() {
        assertThat(Instants.parse("2025-11-28T16:54:21,5Z")).isEqualTo(1_764_348_861_500L);
    }

    @Test
    void only_numbers_that_do_not_tell_their_unit_are_in_the_one_given() {
        assertThat(Instants.parse("631152000", TimeUnit.SECONDS)).isEqualTo(631_152_000_000L);
        assertThat(Instants.parse("631152000000000000", TimeUnit.NANOSECONDS)).isEqualTo(631_152_000_000L);
        assertThat(Instants.parse("1764348861", TimeUnit.NANOSECONDS)).isEqualTo(1_764_348_861_000L);
        assertThat(Instants.isUnitAssumed("631152000", 631_152_000_000L)).isTrue();
        assertThat(Instants.isUnitAssumed("1764348861", 1_764_348_861_000L)).isFalse();
        assertThat(Instants.isUnitAssumed("1990-01-01", 631_152_000_000L)).isFalse();
    }

    @Test
    void the_hour_that_summer_time_repeats_is_written_with_its_offset() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        long summer = Instant.parse("2025-10-26T00:30:00Z").toEpochMilli();
        long winter = summer + 3_600_000;

        assertThat(Instants.fecha(summer, madrid)).isEqualTo("2025-10-26 02:30:00+02:00");
        assertThat(Instants.fecha(winter, madrid)).isEqualTo("2025-10-26 02:30:00+01:00");
        assertThat(Instants.parse(Instants.fecha(winter, madrid))).isEqualTo(winter);
        assertThat(Instants.fecha(winter + 3_600_000, madrid)).isEqualTo("2025-10-26 03:30:00");
    }

    @Test
    void a_date_is_written_to_the_second() {
        assertThat(Instants.fecha(1764348861999L)).matches("2025-11-2[789] \\d\\d:\\d\\d:21");
    }
}
