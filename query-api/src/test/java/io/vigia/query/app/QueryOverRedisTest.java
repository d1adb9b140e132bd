package io.vigia.query.app;

import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import io.vigia.testkit.RedisServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("query-api over Redis")
class QueryOverRedisTest extends QueryCalls {
    private static @Nullable RedisServer redis;

    QueryOverRedisTest() {
        super(open());
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    private static SeriesStore open() {
        RedisServer started = RedisServer.required();
        redis = started;
        Map<String, String> where =
                Map.of("REDIS_HOST", started.host(), "REDIS_PORT", Integer.toString(started.port()));
        return RedisSeriesStore.open(RedisSettings.from(Variables.of(where)), "query-test");
    }
}
