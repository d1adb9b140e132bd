package io.vigia.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** One master and two replicas of real Redis, watched by three sentinels that promote a replica within seconds. */
public final class RedisSentinels implements AutoCloseable {
    private static final String NAME = "vigia";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinels(RedisBinaries binaries) {
        RedisProcess master = RedisProcess.start(binaries, "--repl-diskless-sync-delay", "0");
        servers.add(master);
        for (int i = 0; i < 2; i++) {
            servers.add(RedisProcess.start(
                    binaries,
                    "--repl-diskless-sync-delay",
                    "0",
                    "--replicaof",
                    master.host(),
                    Integer.toString(master.port())));
        }
        Replication.await(master, 2);
        for (int i = 0; i < 3; i++) {
            sentinels.add(RedisProcess.startSentinel(binaries, configuration(master)));
        }
        awaitAgreement();
    }

    /** Starts them, or ends the calling test: as failed in CI, as not run elsewhere, saying what was not checked. */
    public static RedisSentinels required() {
        return new RedisSentinels(RedisBinaries.find()
                .orElseThrow(() -> MissingServer.redis("whatever this test checks against Redis with Sentinel")));
    }

    /** The sentinels as {@code host:port}, comma-separated. */
    public String nodes() {
        return sentinels.stream()
                .map(sentinel -> sentinel.host() + ":" + sentinel.port())
                .collect(Collectors.joining(","));
    }

    /** The name by which the sentinels know the master. */
    public String masterName() {
        return NAME;
    }

    /** The server that the sentinels call master at the moment. */
    public RedisServer master() {
        try (Jedis sentinel = sentinels.get(0).connect()) {
            int port =
                    Integer.parseInt(sentinel.sentinelGetMasterAddrByName(NAME).get(1));
            return servers.stream()
                    .filter(server -> server.port() == port)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Every server but the master. */
    public List<RedisServer> replicas() {
        RedisServer master = master();
        return servers.stream()
                .filter(server -> server != master)
                .map(RedisServer.class::cast)
                .toList();
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
    }

    private static String configuration(RedisServer master) {
        return """
                sentinel monitor %1$s %2$s %3$d 2
                sentinel down-after-milliseconds %1$s 1000
                sentinel failover-timeout %1$s 4000
                """.formatted(NAME, master.host(), master.port());
    }

    private void awaitAgreement() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sentinels.stream().allMatch(RedisSentinels::knowsEverybody));
    }

    private static boolean knowsEverybody(RedisServer server) {
        try (Jedis sentinel = server.connect()) {
            var master = sentinel.sentinelMaster(NAME);
            return "2".equals(master.get("num-slaves")) && "2".equals(master.get("num-other-sentinels"));
        } catch (JedisException notYet) {
            return false;
        }
    }
}
