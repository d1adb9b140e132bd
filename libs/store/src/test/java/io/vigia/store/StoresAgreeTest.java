package io.vigia.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.store.memory.MemorySeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.TestSettings;
import io.vigia.testkit.RedisServer;
import io.vigia.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever is written in whatever order, both stores read the same. */
class StoresAgreeTest {
    private static final long ALL = Long.MAX_VALUE;
    private static final List<String> SENSORS = List.of("a", "b", "c");

    private static RedisServer redis;
    private static SeriesStore onRedis;

    @BeforeAll
    static void start() {
        redis = RedisServer.required();
        onRedis = RedisSeriesStore.open(TestSettings.of(redis), "agree");
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            onRedis.close();
            redis.close();
        }
    }

    /** What one step does; the offset is the step's place. */
    private enum Kind {
        SCORED,
        ANOMALOUS,
        LATE,
        WARMING_UP,
        ANOMALY_EVENT,
        DELETE
    }

    private record Step(Kind kind, String sensor, long ts, double value) {
        StoreWrite at(long offset) {
            return switch (kind) {
                case SCORED -> Writes.scored(sensor, ts, value);
                case ANOMALOUS -> Writes.anomalous(sensor, ts, value);
                case LATE -> Writes.unjudged(sensor, ts, value, Status.LATE);
                case WARMING_UP -> Writes.unjudged(sensor, ts, value, Status.WARMING_UP);
                case ANOMALY_EVENT -> Writes.anomaly(sensor, ts, value, offset);
                case DELETE -> Writes.delete(sensor, offset);
            };
        }
    }

    private static Step step(Draw draw) {
        Kind kind = draw.of(Kind.SCORED, Kind.LATE, Kind.WARMING_UP, Kind.ANOMALOUS);
        if (draw.chance(4, 13)) {
            kind = draw.chance(1, 4) ? Kind.DELETE : Kind.ANOMALY_EVENT;
        }
        return new Step(kind, draw.of("a", "b", "c"), draw.aLong(0, 400) * 977, draw.aDouble(-1e6, 1e6));
    }

    @Property(tries = 60)
    void they_read_the_same(Draw draw) {
        List<List<Step>> batches = draw.list(0, 6, () -> draw.list(0, 60, () -> step(draw)));
        boolean everyBatchTwice = draw.aBoolean();
        redis.flush();
        SeriesStore inMemory = new MemorySeriesStore(100_000, null);
        long offset = 0;
        for (List<Step> batch : batches) {
            List<StoreWrite> writes = new ArrayList<>();
            for (Step step : batch) {
                writes.add(step.at(offset++));
            }
            for (int time = 0; time < (everyBatchTwice ? 2 : 1); time++) {
                assertThat(onRedis.write(writes).refused()).isEmpty();
                inMemory.write(writes);
            }
        }
        assertThat(onRedis.sensors(null, 10)).isEqualTo(inMemory.sensors(null, 10));
        SENSORS.forEach(sensor -> assertSameReads(inMemory, sensor));
    }

    private static void assertSameReads(SeriesStore inMemory, String sensor) {
        for (Order order : Order.values()) {
            assertThat(onRedis.range(sensor, 0, ALL, 10_000, order))
                    .isEqualTo(inMemory.range(sensor, 0, ALL, 10_000, order));
            assertThat(onRedis.range(sensor, 9_770, 300_000, 7, order))
                    .isEqualTo(inMemory.range(sensor, 9_770, 300_000, 7, order));
            assertThat(onRedis.anomalies(sensor, 0, ALL, 10_000, order))
                    .isEqualTo(inMemory.anomalies(sensor, 0, ALL, 10_000, order));
        }
        for (Aggregation aggregation : Aggregation.values()) {
            List<Bucket> expected = inMemory.aggregate(sensor, 5_000, 350_000, aggregation, 60_000, 5);
            List<Bucket> found = onRedis.aggregate(sensor, 5_000, 350_000, aggregation, 60_000, 5);
            assertThat(found)
                    .usingRecursiveComparison()
                    .withComparatorForType(StoresAgreeTest::compareRounded, Double.class)
                    .isEqualTo(expected);
        }
    }

    /** Sums of some sixty numbers up to a million, added in whatever order. */
    private static int compareRounded(double one, double other) {
        return Math.abs(one - other) <= 1e-6 ? 0 : Double.compare(one, other);
    }
}
