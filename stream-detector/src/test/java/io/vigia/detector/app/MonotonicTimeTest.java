package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time of Kafka Streams")
class MonotonicTimeTest {
    private final AtomicLong nanos = new AtomicLong(-7);
    private final MonotonicTime time = new MonotonicTime(1_800_000_000_000L, nanos::get);

    @Test
    void begins_at_the_clocks_and_passes_evenly() {
        assertThat(time.milliseconds()).isEqualTo(1_800_000_000_000L);
        nanos.addAndGet(Duration.ofMillis(1_500).toNanos());
        assertThat(time.milliseconds()).isEqualTo(1_800_000_001_500L);
        assertThat(time.timer(100).remainingMs()).isEqualTo(100);
    }

    @Test
    void a_wait_ends_with_its_condition_or_at_its_deadline() throws InterruptedException {
        time.waitObject(this, () -> true, 0);
        assertThatThrownBy(() -> time.waitObject(this, () -> false, time.milliseconds()))
                .isInstanceOf(TimeoutException.class);
    }
}
