package io.vigia.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A real Redis Cluster of three masters with a replica each, which take over within seconds. */
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster(RedisBinaries binaries) {
        for (int i = 0; i < 2 * MASTERS; i++) {
            int busPort = Machine.freePort();
            busPorts.add(busPort);
            servers.add(RedisProcess.start(
                    binaries,
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "1500",
                    "--repl-diskless-sync-delay",
                    "0",
                    "--cluster-port",
                    Integer.toString(busPort)));
        }
        join();
        shareSlots();
        followMasters();
        awaitWhole();
    }

    /** Starts it, or ends the calling test: as failed in CI, as not run elsewhere, saying what was not checked. */
    public static RedisCluster required() {
        return new RedisCluster(RedisBinaries.find()
                .orElseThrow(() -> MissingServer.redis("whatever this test checks against a Redis Cluster")));
    }

    /** All nodes as {@code host:port}, comma-separated. */
    public String nodes() {
        return servers.stream()
                .map(server -> server.host() + ":" + server.port())
                .collect(Collectors.joining(","));
    }

    /** The master that had the key's slot at the start. */
    public RedisServer firstMasterOf(String key) {
        return servers.get(Math.min(MASTERS - 1, JedisClusterCRC16.getSlot(key) / slotsEach()));
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
    }

    private void join() {
        for (int i = 0; i < servers.size(); i++) {
            cluster(i, "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        for (int i = 1; i < servers.size(); i++) {
            RedisServer other = servers.get(i);
            cluster(0, "MEET", other.host(), Integer.toString(other.port()), Integer.toString(busPorts.get(i)));
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        servers.stream().allMatch(server -> knows(server, "cluster_known_nodes:" + servers.size())));
    }

    private void shareSlots() {
        for (int i = 0; i < MASTERS; i++) {
            int last = i == MASTERS - 1 ? Protocol.CLUSTER_HASHSLOTS : (i + 1) * slotsEach();
            cluster(i, "ADDSLOTSRANGE", Integer.toString(i * slotsEach()), Integer.toString(last - 1));
        }
    }

    private void followMasters() {
        for (int i = 0; i < MASTERS; i++) {
            try (Jedis master = servers.get(i).connect()) {
                cluster(MASTERS + i, "REPLICATE", master.clusterMyId());
            }
        }
        servers.subList(0, MASTERS).forEach(master -> Replication.await(master, 1));
    }

    private void awaitWhole() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> servers.stream().allMatch(server -> knows(server, "cluster_state:ok")));
    }

    private static boolean knows(RedisServer server, String fact) {
        try (Jedis jedis = server.connect()) {
            return jedis.clusterInfo().contains(fact);
        } catch (JedisException notYet) {
            return false;
        }
    }

    private void cluster(int server, String... arguments) {
        try (Jedis jedis = servers.get(server).connect()) {
            jedis.sendCommand(Protocol.Command.CLUSTER, arguments);
        }
    }

    private static int slotsEach() {
        return Protocol.CLUSTER_HASHSLOTS / MASTERS;
    }
}
