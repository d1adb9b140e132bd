package io.vigia.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Test
    void an_hour_passes_in_a_minute_at_60x() {
        Pace pace = pace(60);
        pace.await(1_000);
        pace.await(3_601_000);
        assertThat(pauses).containsExactly(Duration.ofMinutes(1));
        assertThat(pace.early(7_201_000)).isTrue();
        assertThat(pace.early(3_601_000)).isFalse();
    }

    @Test
    void full_speed_never_waits() {
        Pace pace = pace(Pace.factor(null));
        pace.await(0);
        pace.await(Long.MAX_VALUE / 2_000_000);
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_reading_whose_time_is_past_goes_at_once() {
        Pace pace = pace(1);
        pace.await(10_000);
        pace.await(5_000);
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_speed_is_a_number_with_or_without_an_x() {
        assertThat(Pace.factor("60x")).isEqualTo(60);
        assertThat(Pace.factor("0.5")).isEqualTo(0.5);
        for (String wrong : List.of("", "x", "0x", "-1x", "fast", "60 x", "1e3x")) {
            assertThatThrownBy(() -> Pace.factor(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--speed is '" + wrong + "'");
        }
    }

    private Pace pace(double factor) {
        return new Pace(
                factor,
                pause -> {
                    pauses.add(pause);
                    nanos += pause.toNanos();
                },
                () -> nanos);
    }
}
