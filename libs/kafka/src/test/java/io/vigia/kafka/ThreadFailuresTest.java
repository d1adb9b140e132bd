package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ThreadFailures failures = new ThreadFailures(nanos::get);

    @Test
    void a_failure_is_recent_for_a_minute_and_counted_for_ever() {
        assertThat(failures.recent()).isNull();
        failures.note(new OutOfMemoryError("heap"));
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(failures.recent()).contains("heap");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(failures.recent()).isNull();
        assertThat(failures.count()).isEqualTo(1);
    }
}
