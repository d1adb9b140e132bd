package io.vigia.query.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigia.contract.Heartbeat;
import io.vigia.runtime.answer.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The instances whose heartbeats arrived")
class InstancesTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long NOW = 1_800_000_000_000L;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final Instances instances = new Instances(() -> Instant.ofEpochMilli(clock.get()), nanos::get);

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void an_instance_whose_clock_is_an_hour_off_is_alive_while_it_is_heard(long hours) {
        instances.enter(heartbeat("a", NOW + hours * HOUR), true);
        pass(Duration.ofSeconds(8));
        assertThat(instances.all()).singleElement().matches(Instances.Last::alive);
        pass(Duration.ofMillis(1));
        assertThat(instances.all()).singleElement().matches(last -> !last.alive());
        pass(Duration.ofMinutes(10));
        assertThat(instances.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void a_jump_of_this_clock_neither_ends_an_instance_nor_keeps_it(long hours) {
        instances.enter(heartbeat("a", NOW), true);
        clock.addAndGet(hours * HOUR);
        assertThat(instances.all()).singleElement().matches(Instances.Last::alive);
        pass(Duration.ofSeconds(9));
        assertThat(instances.all()).singleElement().matches(last -> !last.alive());
    }

    @Test
    void heartbeats_from_before_the_start_are_as_old_as_they_say() {
        instances.enter(heartbeat("fresh", NOW - 3_000), false);
        instances.enter(heartbeat("gone", NOW - 60_000), false);
        instances.enter(heartbeat("long-gone", NOW - HOUR), false);
        assertThat(instances.all())
                .extracting(last -> last.heartbeat().hostname(), Instances.Last::alive)
                .containsExactly(tuple("fresh", true), tuple("gone", false));
    }

    @Test
    void that_stopped_as_they_were_asked_to_or_run_again_are_no_lost_ones() {
        instances.enter(heartbeat("clean", NOW), true);
        instances.enter(heartbeat("killed", NOW), true);
        instances.enter(record(new Heartbeat("sink", "clean", 1, NOW, true, 1, 1, 0, null, null, null, null)), true);
        pass(Duration.ofSeconds(9));
        assertThat(instances.all())
                .extracting(last -> last.heartbeat().hostname(), Instances.Last::alive)
                .containsExactly(tuple("killed", false));
        instances.enter(record(new Heartbeat("sink", "killed", 2, NOW, false, 1, 1, 0, null, null, null, null)), true);
        assertThat(instances.all()).singleElement().matches(Instances.Last::alive);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ConsumerRecord<byte[], byte[]> heartbeat(String host, long at) {
        Heartbeat heartbeat = new Heartbeat("sink", host, 1, at, false, 1, 1, 0, null, null, null, null);
        return record(heartbeat);
    }

    private static ConsumerRecord<byte[], byte[]> record(Heartbeat heartbeat) {
        return new ConsumerRecord<>("instances", 0, 0, null, Json.bytes(heartbeat));
    }
}
