package io.vigia.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KnownSensorsTest {
    private final KnownSensors sensors = new KnownSensors(2);

    @Test
    void a_new_sensor_beyond_the_limit_is_refused_and_known_ones_never_are() {
        assertThat(sensors.admit("a")).isTrue();
        sensors.take(record("b", "{}"));

        assertThat(sensors.admit("c")).isFalse();
        assertThat(sensors.admit("a")).isTrue();
        assertThat(sensors.admit("b")).isTrue();
    }

    @Test
    void a_tombstone_frees_the_place() {
        sensors.take(record("a", "{}"));
        sensors.take(record("b", "{}"));
        sensors.take(record("a", null));

        assertThat(sensors.all()).containsExactly("b");
        assertThat(sensors.admit("c")).isTrue();
    }

    @Test
    void a_reading_that_was_not_stored_gives_its_sensors_place_back() {
        sensors.admit("a");
        sensors.release("a");
        assertThat(sensors.size()).isZero();

        sensors.take(record("a", "{}"));
        sensors.release("a");
        assertThat(sensors.all()).containsExactly("a");
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>("sensors", 0, 0, key.getBytes(StandardCharsets.UTF_8), bytes);
    }
}
