package io.vigia.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.InvalidEventException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KnownSensorsTest {
    private final KnownSensors sensors = new KnownSensors(2);

    @Test
    void a_new_sensor_beyond_the_limit_is_refused_and_known_ones_never_are() {
        assertThat(sensors.admit("a")).isTrue();
        sensors.take(known("b"));

        assertThat(sensors.admit("c")).isFalse();
        assertThat(sensors.admit("a")).isTrue();
        assertThat(sensors.admit("b")).isTrue();
    }

    @Test
    void a_tombstone_frees_the_place() {
        sensors.take(known("a"));
        sensors.take(known("b"));
        sensors.take(record("a", null));

        assertThat(sensors.all()).containsExactly("b");
        assertThat(sensors.admit("c")).isTrue();
    }

    @Test
    void a_reading_that_was_not_stored_gives_its_sensors_place_back() {
        sensors.admit("a");
        sensors.release("a");
        assertThat(sensors.size()).isZero();

        sensors.take(known("a"));
        sensors.release("a");
        assertThat(sensors.all()).containsExactly("a");
    }

    @Test
    void what_others_put_into_the_topic_takes_no_place_and_frees_none() {
        sensors.take(known("a"));
        for (String value : List.of("", "{}", "junk", "{\"sensor\":\"b\",\"since\":1}", "{\"type\":\"new\"}")) {
            assertThatThrownBy(() -> sensors.take(record("x".repeat(1_000_000), value)))
                    .isInstanceOf(InvalidEventException.class);
            assertThatThrownBy(() -> sensors.take(record("a", value))).isInstanceOf(InvalidEventException.class);
        }
        assertThatThrownBy(() -> sensors.take(new ConsumerRecord<>("sensors", 0, 0, null, new byte[0])))
                .isInstanceOf(InvalidEventException.class);
        assertThat(sensors.all()).containsExactly("a");
    }

    @Test
    void a_record_of_a_newer_version_counts() {
        sensors.take(record("a", "{\"sensor\":\"a\",\"since\":1,\"unit\":{\"name\":\"K\"}}"));
        assertThat(sensors.all()).containsExactly("a");
    }

    private static ConsumerRecord<byte[], byte[]> known(String sensor) {
        return record(sensor, "{\"sensor\":\"" + sensor + "\",\"since\":1}");
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>("sensors", 0, 0, key.getBytes(StandardCharsets.UTF_8), bytes);
    }
}
