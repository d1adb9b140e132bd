package io.vigia.query.app;

import io.vigia.contract.settings.Variables;
import io.vigia.store.RedisSeriesStore;
import io.vigia.store.RedisSettings;
import io.vigia.store.SeriesStore;
import io.vigia.testkit.RedisServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("query-api over Redis")
class QueryOverRedisTest extends QueryCalls {
    private static final RedisServer REDIS = RedisServer.required();

    QueryOverRedisTest() {
        super(open());
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    private static SeriesStore open() {
        Map<String, String> where = Map.of("REDIS_HOST", REDIS.host(), "REDIS_PORT", Integer.toString(REDIS.port()));
        return RedisSeriesStore.open(RedisSettings.from(Variables.of(where)), "query-test");
    }
}
