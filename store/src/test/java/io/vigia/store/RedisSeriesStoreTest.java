package io.vigia.store;

import io.vigia.contract.settings.Variables;
import io.vigia.testkit.RedisServer;
import java.util.Map;
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
        store = RedisSeriesStore.open(settings(redis), "vigia-test");
    }

    @AfterAll
    static void stop() {
        store.close();
        redis.close();
    }

    static RedisSettings settings(RedisServer server) {
        return RedisSettings.from(
                Variables.of(Map.of("REDIS_HOST", server.host(), "REDIS_PORT", Integer.toString(server.port()))));
    }

    @Override
    protected SeriesStore store() {
        return store;
    }
}
