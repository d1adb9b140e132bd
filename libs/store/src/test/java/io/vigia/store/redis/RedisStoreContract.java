package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.store.Order;
import io.vigia.store.SeriesStore;
import io.vigia.store.SeriesStoreContract;
import io.vigia.store.StoreWrite;
import io.vigia.testkit.RedisCluster;
import io.vigia.testkit.RedisSentinels;
import io.vigia.testkit.RedisServer;
import io.vigia.testkit.ScoreBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@link SeriesStoreContract} over a Redis that is started once for the tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisStoreContract extends SeriesStoreContract {
    private @Nullable AutoCloseable servers;
    private @Nullable SeriesStore store;
    private @Nullable RedisSettings settings;

    /** What runs, and how to reach it. */
    record Redis(AutoCloseable servers, RedisSettings settings) {
        static Redis of(RedisServer redis) {
            return new Redis(redis, TestSettings.of(redis));
        }

        static Redis of(RedisSentinels redis) {
            return new Redis(redis, TestSettings.of(redis));
        }

        static Redis of(RedisCluster redis) {
            return new Redis(redis, TestSettings.of(redis));
        }
    }

    /** Starts it. */
    protected abstract Redis startRedis();

    @BeforeAll
    void open() {
        Redis redis = startRedis();
        servers = redis.servers();
        settings = redis.settings();
        store = RedisSeriesStore.open(redis.settings(), "vigia-test");
    }

    @AfterAll
    void close() throws Exception {
        if (store != null) {
            store.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void a_store_that_is_dropped_leaves_those_of_other_prefixes_alone() {
        try (RedisSeriesStore dropped = RedisSeriesStore.open(settings, "dropped");
                RedisSeriesStore other = RedisSeriesStore.open(settings, "dropped-not")) {
            for (int i = 0; i < 30; i++) {
                List<StoreWrite> sample = List.of(new StoreWrite.Scored(
                        ScoreBuilder.of("sensor-" + i, 1, 20).build()));
                dropped.write(sample);
                other.write(sample);
            }
            dropped.drop();
            assertThat(dropped.sensors(null, 100)).isEmpty();
            assertThat(dropped.range("sensor-7", 0, 10, 10, Order.OLDEST_FIRST)).isEmpty();
            assertThat(other.sensors(null, 100)).hasSize(30);
            assertThat(other.range("sensor-7", 0, 10, 10, Order.OLDEST_FIRST)).hasSize(1);
            other.drop();
        }
    }

    @Override
    protected SeriesStore store() {
        return store;
    }
}
