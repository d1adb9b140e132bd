package io.vigia.query.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.InvalidEventException;
import io.vigia.contract.UnknownTypeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHeartbeatsTest {
    private static final long NOW = 1_800_000_000_000L;

    private final Instances instances = new Instances(InstantSource.fixed(Instant.ofEpochMilli(NOW)), () -> 0);

    private void enter(@Nullable String json) {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        instances.enter(new ConsumerRecord<>("instances", 0, 0, null, value), true);
    }

    private static String heartbeat(String hostname, long at, String more) {
        return "{\"service\":\"sink\",\"hostname\":\"" + hostname + "\",\"startedAt\":1,\"at\":" + at
                + ",\"stopping\":false,\"total\":1,\"perSecond\":1,\"failed\":0,\"pending\":null,\"inFlight\":null,"
                + "\"p50Ms\":null,\"p99Ms\":null" + more + "}";
    }

    @Test
    void a_heartbeat_of_a_newer_version_counts() {
        enter(heartbeat("a", NOW, ",\"disk\":{\"free\":1}"));
        assertThat(instances.all())
                .extracting(last -> last.heartbeat().hostname())
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "junk", "\"text\"", "{\"service\":null,\"hostname\":\"a\"}"})
    void what_others_put_into_the_topic_is_refused(String json) {
        assertThatThrownBy(() -> enter(json)).isInstanceOf(InvalidEventException.class);
        assertThat(instances.all()).isEmpty();
    }

    @Test
    void null_and_long_names_are_refused_and_a_type_is_unknown() {
        assertThatThrownBy(() -> enter(null)).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> enter(heartbeat("x".repeat(1_000), NOW, ""))).hasMessageContaining("255");
        assertThatThrownBy(() -> enter("{\"type\":\"party\"}")).isInstanceOf(UnknownTypeException.class);
        assertThat(instances.all()).isEmpty();
    }

    @Test
    void more_instances_than_anybody_runs_are_not_kept() {
        for (int i = 0; i < 1_000; i++) {
            enter(heartbeat("host-" + i, NOW, ""));
        }
        assertThatThrownBy(() -> enter(heartbeat("one-more", NOW, ""))).hasMessageContaining("more than 1000");
        enter(heartbeat("host-7", NOW + 1, ""));
        assertThat(instances.all()).hasSize(1_000);
    }
}
