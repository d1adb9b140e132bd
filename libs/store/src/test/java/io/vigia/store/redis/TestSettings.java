package io.vigia.store.redis;

import io.vigia.settings.Variables;
import io.vigia.testkit.RedisCluster;
import io.vigia.testkit.RedisSentinels;
import io.vigia.testkit.RedisServer;
import java.util.HashMap;
import java.util.Map;

/** Settings that name the servers of a test. */
public final class TestSettings {
    private TestSettings() {}

    /** More settings go in {@code more}, as name and value by turns. */
    public static RedisSettings of(RedisServer server, String... more) {
        return with(Map.of("REDIS_HOST", server.host(), "REDIS_PORT", Integer.toString(server.port())), more);
    }

    public static RedisSettings of(RedisSentinels sentinels, String... more) {
        return with(
                Map.of(
                        "REDIS_MODE",
                        "sentinel",
                        "REDIS_NODES",
                        sentinels.nodes(),
                        "REDIS_MASTER",
                        sentinels.masterName()),
                more);
    }

    public static RedisSettings of(RedisCluster cluster, String... more) {
        return with(Map.of("REDIS_MODE", "cluster", "REDIS_NODES", cluster.nodes()), more);
    }

    private static RedisSettings with(Map<String, String> where, String... more) {
        Map<String, String> all = new HashMap<>(where);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return RedisSettings.from(Variables.of(all));
    }
}
