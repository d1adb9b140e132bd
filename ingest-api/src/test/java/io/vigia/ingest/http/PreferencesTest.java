package io.vigia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
    private static final Duration USUAL = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|2",
                "wait=5|5",
                "WAIT=0|0",
                "respond-async|0",
                "respond-async, wait=5|0",
                "wait=9999|60",
                "wait=x|2",
                "wait=-1|2"
            })
    void the_caller_says_how_long_to_wait(String header, long seconds) {
        assertThat(Preferences.parse(header).waitOr(USUAL)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Property
    void any_header_leaves_a_bounded_wait(Draw draw) {
        String header = draw.text();
        assertThat(Preferences.parse(header).waitOr(USUAL)).isBetween(Duration.ZERO, Duration.ofSeconds(60));
    }
}
