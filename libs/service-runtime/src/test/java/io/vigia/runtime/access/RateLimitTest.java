package io.vigia.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final Clock clock = new Clock();

    @Test
    void a_second_holds_as_many_calls_as_the_limit_says_and_each_caller_has_its_own() {
        RateLimit limit = new RateLimit("key", 3, clock);

        assertThat(allowed(limit, "a", 5)).isEqualTo(3);
        assertThat(limit.take("b").allowed()).isTrue();
        assertThat(limit.take("b").remaining()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(allowed(limit, "a", 5)).isEqualTo(3);
    }

    @Test
    void who_is_refused_is_told_how_long_to_wait() {
        RateLimit limit = new RateLimit("key", 4, clock);
        allowed(limit, "a", 4);

        RateLimit.Turn refused = limit.take("a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(250));
        clock.pass(refused.pause());
        assertThat(limit.take("a").allowed()).isTrue();
    }

    @Test
    void a_batch_is_let_in_whole_and_paid_for_afterwards() {
        RateLimit limit = new RateLimit("key", 10, clock);
        assertThat(limit.take("a").allowed()).isTrue();
        limit.charge("a", 99);

        assertThat(limit.take("a").pause()).isEqualTo(Duration.ofMillis(9_100));
        clock.pass(Duration.ofMillis(9_099));
        assertThat(limit.take("a").allowed()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(limit.take("a").allowed()).isTrue();
    }

    @Property(tries = 100)
    void nobody_gets_more_than_a_bucket_and_what_time_brings(Draw draw) {
        int perSecond = draw.anInt(1, 1_000);
        int steps = draw.anInt(1, 50);
        int millis = draw.anInt(0, 200);
        RateLimit limit = new RateLimit("key", perSecond, clock);
        long taken = 0;
        for (int i = 0; i < steps; i++) {
            taken += allowed(limit, "a", 20);
            clock.pass(Duration.ofMillis(millis));
        }
        assertThat(taken).isLessThanOrEqualTo(perSecond + (long) perSecond * steps * millis / 1_000);
    }

    private static int allowed(RateLimit limit, String caller, int calls) {
        int allowed = 0;
        for (int i = 0; i < calls; i++) {
            allowed += limit.take(caller).allowed() ? 1 : 0;
        }
        return allowed;
    }

    private static final class Clock implements TimeMeter {
        private long nanos;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
