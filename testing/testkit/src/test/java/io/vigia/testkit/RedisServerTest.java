package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

@DisplayName("A real Redis for tests")
class RedisServerTest {
    @Test
    void it_has_time_series() {
        try (RedisServer redis = RedisServer.required();
                UnifiedJedis client = new UnifiedJedis("redis://" + redis.host() + ":" + redis.port())) {
            client.tsAdd("series", 1, 2.5);
            assertThat(client.tsGet("series").getValue()).isEqualTo(2.5);
        }
    }

    @Test
    void it_can_be_killed_and_comes_back_on_the_same_port() {
        try (RedisServer redis = RedisServer.required()) {
            redis.kill();
            assertThatThrownBy(redis::flush).isInstanceOf(JedisConnectionException.class);
            redis.restart();
            redis.flush();
        }
    }

    @Test
    void a_paused_one_keeps_connections_and_answers_later() {
        try (RedisServer redis = RedisServer.required();
                Jedis patient = new Jedis(redis.host(), redis.port(), 10_000)) {
            patient.set("a", "before");
            redis.pause();
            try {
                assertThatThrownBy(() -> new Jedis(redis.host(), redis.port(), 300).get("a"))
                        .isInstanceOf(JedisConnectionException.class);
            } finally {
                redis.resume();
            }
            assertThat(patient.get("a")).isEqualTo("before");
        }
    }
}
