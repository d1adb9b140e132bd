package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
        "2024-02-29,1709164800000"
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
                "1e9",
                "1.5",
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
    void a_date_is_written_to_the_second() {
        assertThat(Instants.fecha(1764348861999L)).matches("2025-11-2[789] \\d\\d:\\d\\d:21");
    }
}
