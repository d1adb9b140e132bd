package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.store.SeriesStore;
import io.vigia.store.Writes;
import io.vigia.testkit.RedisServer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("The memory that Redis needs")
class RedisMemoryTest {
    private static final int SENSORS = 500;
    private static final int SAMPLES = 20_000;

    @Test
    void a_sensor_and_a_sample_cost_no_more_than_stated() {
        try (RedisServer redis = RedisServer.required();
                SeriesStore store = RedisSeriesStore.open(TestSettings.of(redis), "vigia")) {
            store.write(List.of(Writes.scored("first", 1, 1)));
            long empty = used(redis);
            store.write(IntStream.range(0, SENSORS)
                    .mapToObj(i -> Writes.scored("plant-1.line-2.sensor-" + i, 1_760_000_000_000L, 20.5))
                    .toList());
            long sensors = used(redis);
            SplittableRandom noise = new SplittableRandom(1);
            store.write(LongStream.range(0, SAMPLES)
                    .mapToObj(i -> Writes.scored("busy", 1_760_000_000_000L + i * 1_000, 20 + noise.nextDouble()))
                    .toList());
            long perSensor = (sensors - empty) / SENSORS;
            long perSample = (used(redis) - sensors) / SAMPLES;
            System.out.printf("Redis: %,d bytes a sensor, %d bytes a judged sample%n", perSensor, perSample);
            assertThat(perSensor).isBetween(1L, (long) SeriesLayout.BYTES_A_SENSOR);
            assertThat(perSample).isBetween(1L, (long) SeriesLayout.BYTES_A_SAMPLE);
        }
    }

    private static long used(RedisServer redis) {
        try (Jedis jedis = redis.connect()) {
            return jedis.info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                    .sum();
        }
    }
}
