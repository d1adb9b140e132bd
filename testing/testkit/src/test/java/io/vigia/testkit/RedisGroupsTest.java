package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

@DisplayName("Groups of real Redis for tests")
class RedisGroupsTest {
    @Test
    void sentinels_promote_a_replica_when_the_master_is_killed() {
        try (RedisSentinels redis = RedisSentinels.required()) {
            RedisServer first = redis.master();
            assertThat(redis.replicas()).hasSize(2).doesNotContain(first);
            first.kill();
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> redis.master() != first);
        }
    }

    @Test
    void a_cluster_s_masters_take_the_keys_of_their_slots() {
        try (RedisCluster redis = RedisCluster.required()) {
            for (String key : new String[] {"a", "b", "c", "d"}) {
                try (Jedis master = redis.firstMasterOf(key).connect()) {
                    assertThat(master.set(key, "value")).isEqualTo("OK");
                }
            }
        }
    }
}
