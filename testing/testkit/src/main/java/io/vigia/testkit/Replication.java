package io.vigia.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Waits until replicas follow their master. */
final class Replication {
    private Replication() {}

    static void await(RedisServer master, int replicas) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> online(master) == replicas);
    }

    private static long online(RedisServer master) {
        try (Jedis jedis = master.connect()) {
            return jedis.info("replication")
                    .lines()
                    .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                    .count();
        } catch (JedisException notYet) {
            return 0;
        }
    }
}
