package io.vigia.store.redis;

import io.vigia.testkit.RedisServer;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The store on one Redis")
class RedisSeriesStoreTest extends RedisStoreContract {
    @Override
    protected Redis startRedis() {
        return Redis.of(RedisServer.required());
    }
}
