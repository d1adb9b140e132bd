package io.vigia.detector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final AtomicLong ahead = new AtomicLong();
    private final ClockWatch clock =
            new ClockWatch(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + ahead.get());

    @Test
    void a_clock_that_goes_on_was_not_set_back() {
        assertThat(clock.setBack()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_clock_that_was_set_back_is_told_once() {
        ahead.set(-3_600_000);

        assertThat(clock.setBack()).isBetween(Duration.ofSeconds(3_599), Duration.ofSeconds(3_601));
        assertThat(clock.setBack()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_clock_that_was_set_forward_was_not_set_back() {
        ahead.set(3_600_000);

        assertThat(clock.setBack()).isZero();
    }
}
