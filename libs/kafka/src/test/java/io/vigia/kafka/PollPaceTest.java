package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A paced poll")
class PollPaceTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration BUSY = Duration.ofMillis(403);

    private final AtomicLong nanos = new AtomicLong(-7);
    private final PollPace pace = new PollPace(BUSY, nanos::get);

    @Test
    void is_short_while_a_batch_or_a_commit_may_wait_and_long_afterwards() {
        assertThat(pace.timeout(SHORT)).isEqualTo(SHORT);
        pass(BUSY);
        assertThat(pace.timeout(SHORT)).isEqualTo(SHORT);
        pass(SHORT);
        assertThat(pace.timeout(SHORT)).isEqualTo(PollPace.IDLE);
        pace.received();
        assertThat(pace.timeout(SHORT)).isEqualTo(SHORT);
    }

    @Test
    void never_waits_where_none_was_asked_for_nor_shorter_than_asked() {
        pass(BUSY.plus(SHORT));
        assertThat(pace.timeout(Duration.ZERO)).isZero();
        assertThat(pace.timeout(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(100));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
