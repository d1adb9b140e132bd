package io.vigia.query.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.KnownSensor;
import io.vigia.query.stream.SensorLives.Origin;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SensorLivesTest {
    private static final String OFFSET = io.vigia.contract.RecordHeaders.READING_OFFSET;

    private final SensorLives lives = new SensorLives();

    @Test
    void what_a_sensor_measured_before_it_was_deleted_is_not_of_its_life() {
        assertThat(lives.holds("a", new Origin(10, 10))).as("never met").isFalse();
        lives.take(met("a", 10, 10L));
        assertThat(lives.holds("a", new Origin(10, 10))).isTrue();
        lives.take(forgotten("a"));
        assertThat(lives.holds("a", new Origin(20, 20))).isFalse();
        lives.take(met("a", 30, 30L));
        assertThat(lives.holds("a", new Origin(20, 20))).isFalse();
        assertThat(lives.holds("a", new Origin(30, 30))).isTrue();
    }

    @Test
    void a_clock_that_was_set_back_hides_nothing_as_the_place_in_the_log_decides() {
        lives.take(met("a", 3_600_000, 30L));
        assertThat(lives.holds("a", new Origin(0, 31))).isTrue();
        assertThat(lives.holds("a", new Origin(7_200_000, 29))).isFalse();
    }

    @Test
    void where_an_older_version_has_not_told_the_place_the_time_of_arrival_decides() {
        lives.take(met("a", 1_000, null));
        assertThat(lives.holds("a", new Origin(1_000, 5))).isTrue();
        assertThat(lives.holds("a", new Origin(999, 5))).isFalse();
    }

    @Test
    void what_is_not_a_known_sensor_begins_no_life() {
        lives.take(met("a", 10, 10L));
        assertThatThrownBy(() -> lives.take(record("a", Long.MAX_VALUE, null, "junk".getBytes(UTF_8))))
                .isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() ->
                        lives.take(record("a", Long.MAX_VALUE, null, EventJson.write(new KnownSensor("another", 1)))))
                .isInstanceOf(InvalidEventException.class);
        assertThat(lives.holds("a", new Origin(10, 10))).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> met(String sensor, long arrived, @Nullable Long offset) {
        return record(sensor, arrived, offset, EventJson.write(new KnownSensor(sensor, arrived)));
    }

    private static ConsumerRecord<byte[], byte[]> forgotten(String sensor) {
        return record(sensor, 0, null, null);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String sensor, long arrived, @Nullable Long offset, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        if (offset != null) {
            headers.add(new RecordHeader(OFFSET, Long.toString(offset).getBytes(UTF_8)));
        }
        return new ConsumerRecord<>(
                "sensors",
                0,
                0,
                arrived,
                TimestampType.CREATE_TIME,
                0,
                0,
                sensor.getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
