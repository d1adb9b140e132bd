package io.vigia.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Status;
import io.vigia.testkit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.opentest4j.TestAbortedException;

/** Whatever is written in whatever order, both stores read the same. */
@AddLifecycleHook(StoresAgreeTest.NeedsRedis.class)
class StoresAgreeTest {
    private static final long ALL = Long.MAX_VALUE;
    private static final List<String> SENSORS = List.of("a", "b", "c");

    private static RedisServer redis;
    private static SeriesStore onRedis;

    /** Starts Redis. An aborted start is no failure for JUnit, but is for jqwik unless it is told to skip. */
    static final class NeedsRedis implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            try {
                start();
                return SkipResult.doNotSkip();
            } catch (TestAbortedException none) {
                return SkipResult.skip(none.getMessage());
            }
        }
    }

    private static void start() {
        if (redis == null) {
            redis = RedisServer.required();
            onRedis = RedisSeriesStore.open(TestSettings.of(redis), "agree");
        }
    }

    @AfterContainer
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

    @Provide
    Arbitrary<List<List<Step>>> batches() {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(Kind.SCORED, Kind.LATE, Kind.WARMING_UP, Kind.ANOMALOUS)),
                Tuple.of(3, Arbitraries.just(Kind.ANOMALY_EVENT)),
                Tuple.of(1, Arbitraries.just(Kind.DELETE)));
        Arbitrary<Step> steps = Combinators.combine(
                        kinds,
                        Arbitraries.of(SENSORS),
                        Arbitraries.longs().between(0, 400).map(n -> n * 977),
                        Arbitraries.doubles().between(-1e6, 1e6))
                .as(Step::new);
        return steps.list().ofMaxSize(60).list().ofMaxSize(6);
    }

    @Property(tries = 60)
    void they_read_the_same(@ForAll("batches") List<List<Step>> batches, @ForAll boolean everyBatchTwice) {
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
