package io.vigia.store;

import io.vigia.testkit.RedisCluster;
import io.vigia.testkit.RedisSentinels;
import io.vigia.testkit.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** {@link SeriesStoreContract} over a Redis that is started once for the tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisStoreContract extends SeriesStoreContract {
    private @Nullable AutoCloseable servers;
    private @Nullable SeriesStore store;

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

    @Override
    protected SeriesStore store() {
        return store;
    }
}
