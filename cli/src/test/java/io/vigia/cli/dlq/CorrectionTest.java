package io.vigia.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.contract.Reading;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    private static final long NOW = 1_700_000_000_000L;

    @Property(tries = 300)
    void arbitrary_bytes_become_a_reading_when_everything_is_said(Draw draw) {
        byte[] base = draw.bytes();
        Reading reading = new Correction("pump", 7L, 1.5).of(base, null, NOW);
        assertThat(reading.sensor()).isEqualTo("pump");
        assertThat(reading.ts()).isEqualTo(7);
        assertThat(reading.value()).isEqualTo(1.5);
        assertThat(reading.id()).isNotEmpty();
    }

    @Test
    void what_is_still_no_reading_is_refused_with_the_reason() {
        refused(new Correction(null, null, 2.0), "{\"sensor\":\"pump\"}", "ts is missing");
        refused(new Correction("two words", 1L, 2.0), "{}", "sensor is 'two words'");
        refused(new Correction("pump", NOW + 300_001, 2.0), "{}", "at most five minutes ahead");
        refused(new Correction("pump", 1L, Double.NaN), "{}", "value");
        refused(new Correction(null, 1L, 2.0), "[]", "sensor is missing");
    }

    @Test
    void a_deletion_does_not_become_one_again() {
        Reading reading =
                new Correction(null, 1L, 2.0).of(bytes("{\"type\":\"deletion\",\"sensor\":\"pump\"}"), null, NOW);
        assertThat(reading.sensor()).isEqualTo("pump");
    }

    @Test
    void a_letter_that_names_no_sensor_is_of_the_one_that_its_key_names() {
        for (String base : List.of("{}", "rubbish", "{\"sensor\":\"\"}", "{\"sensor\":null}")) {
            Reading reading = new Correction(null, 1L, 2.0).of(bytes(base), bytes("pump"), NOW);
            assertThat(reading.sensor()).as(base).isEqualTo("pump");
        }
        assertThat(new Correction(null, 1L, 2.0)
                        .of(bytes("{\"sensor\":\"own\"}"), bytes("pump"), NOW)
                        .sensor())
                .isEqualTo("own");
        assertThat(new Correction("said", 1L, 2.0)
                        .of(bytes("{}"), bytes("pump"), NOW)
                        .sensor())
                .isEqualTo("said");
    }

    private static void refused(Correction correction, String base, String reason) {
        assertThatThrownBy(() -> correction.of(bytes(base), null, NOW))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
