package io.vigia.runtime.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigia.contract.Heartbeat;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatSenderTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer latency =
            Timer.builder("latency").publishPercentileHistogram().register(registry);
    private final AtomicLong waiting = registry.gauge("waiting", new AtomicLong());
    private final HeartbeatSender pulse = new HeartbeatSender(
            new Vitals("sink", "done", "refused", "latency", "waiting", "unknown"), registry, "host-7", 5_000);

    @Test
    void it_says_who_it_is_and_what_it_did_since_it_started() {
        registry.counter("done", "status", "a").increment(3);
        registry.counter("done", "status", "b").increment(4);
        registry.counter("refused").increment();
        waiting.set(12);

        Heartbeat heartbeat = beat(10_000, false);

        assertThat(heartbeat.key()).isEqualTo("sink/host-7/5000");
        assertThat(heartbeat.total()).isEqualTo(7);
        assertThat(heartbeat.failed()).isEqualTo(1);
        assertThat(heartbeat.pending()).isEqualTo(12);
        assertThat(heartbeat.inFlight()).as("a gauge that is not there").isNull();
        assertThat(heartbeat.p50Ms()).as("nothing was timed").isNull();
    }

    @Test
    void the_rate_is_that_of_the_last_ten_seconds() {
        registry.counter("done").increment(1_000);
        for (int at = 0; at <= 20_000; at += 2_000) {
            beat(at, false);
            registry.counter("done").increment(at < 10_000 ? 100 : 20);
        }
        assertThat(beat(22_000, false).perSecond()).isEqualTo(10, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, 3_600_000})
    void a_clock_that_is_set_changes_no_rate(long jump) {
        for (int at = 0; at <= 10_000; at += 2_000) {
            pulse.beat(at, TimeUnit.MILLISECONDS.toNanos(at), false);
            registry.counter("done").increment(20);
        }
        Heartbeat after = pulse.beat(12_000 + jump, TimeUnit.MILLISECONDS.toNanos(12_000), false);
        assertThat(after.at()).isEqualTo(12_000 + jump);
        assertThat(after.perSecond()).isEqualTo(10, within(1e-9));
    }

    @Test
    void percentiles_are_of_the_last_minute() {
        latency.record(Duration.ofSeconds(2));
        beat(0, false);
        for (int i = 0; i < 100; i++) {
            latency.record(Duration.ofMillis(5));
        }
        Heartbeat heartbeat = beat(2_000, false);

        assertThat(heartbeat.p50Ms()).isBetween(4.0, 6.0);
        assertThat(heartbeat.p99Ms()).isBetween(4.0, 6.0);
    }

    @Test
    void who_was_silent_for_four_beats_or_says_goodbye_is_not_alive() {
        assertThat(beat(10_000, false).aliveAfter(8_000)).isTrue();
        assertThat(beat(10_000, false).aliveAfter(8_001)).isFalse();
        assertThat(beat(10_000, true).aliveAfter(0)).isFalse();
    }

    /** By clocks that agree. */
    private Heartbeat beat(long at, boolean stopping) {
        return pulse.beat(at, TimeUnit.MILLISECONDS.toNanos(at), stopping);
    }
}
