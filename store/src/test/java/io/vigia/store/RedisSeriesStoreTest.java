package io.vigia.store;

import io.vigia.testkit.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The store on one Redis")
class RedisSeriesStoreTest extends SeriesStoreContract {
    private static RedisServer redis;
    private static SeriesStore store;

    @BeforeAll
    static void start() {
        redis = RedisServer.required();
        store = RedisSeriesStore.open(TestSettings.of(redis), "vigia-test");
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            store.close();
            redis.close();
        }
    }

    @Override
    protected SeriesStore store() {
        return store;
    }
}
