package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Finds the masters. The result is not kept here; it is valid until the next failure. */
final class MasterLookup {
    private final RedisSettings settings;
    /** Discovered nodes of the cluster; asked in addition to the configured ones, which may have been removed. */
    private volatile Set<HostAndPort> clusterNodes = Set.of();

    MasterLookup(RedisSettings settings) {
        this.settings = settings;
    }

    /**
     * The current masters.
     *
     * @throws StoreUnavailableException if no node names them
     */
    RedisTopology find() {
        return switch (settings.mode()) {
            case STANDALONE -> RedisTopology.one(settings.nodes().get(0));
            case SENTINEL -> firstAnswer(settings.nodes(), this::askSentinel);
            case CLUSTER -> firstAnswer(clusterCandidates(), this::askCluster);
        };
    }

    private RedisTopology firstAnswer(
            List<HostAndPort> candidates,
            BiFunction<HostAndPort, JedisClientConfig, @Nullable RedisTopology> question) {
        JedisException last = new JedisException("no response");
        for (HostAndPort candidate : candidates) {
            try {
                RedisTopology found = question.apply(candidate, RedisLogin.forQuestions(settings));
                if (found != null) {
                    return found;
                }
                last = new JedisDataException(candidate + " knows no master");
            } catch (JedisException failed) {
                last = failed;
            }
        }
        throw new StoreUnavailableException(
                "none of REDIS_NODES " + candidates + " names a master (" + last.getMessage() + ")", last);
    }

    /** Sentinels often have no password even if the servers have one, so it is sent only to those that require it. */
    private @Nullable RedisTopology askSentinel(HostAndPort sentinel, JedisClientConfig config) {
        Object answer;
        try {
            answer = ask(sentinel, RedisLogin.withoutPassword(config), sentinelQuestion());
        } catch (JedisDataException refused) {
            if (!RedisReply.words(refused).startsWith("NOAUTH")) {
                throw refused;
            }
            answer = ask(sentinel, config, sentinelQuestion());
        }
        return answer instanceof List<?> address && address.size() == 2
                ? RedisTopology.one(new HostAndPort(text(address.get(0)), Integer.parseInt(text(address.get(1)))))
                : null;
    }

    private CommandArguments sentinelQuestion() {
        return new CommandArguments(Protocol.Command.SENTINEL)
                .add("GET-MASTER-ADDR-BY-NAME")
                .add(settings.master());
    }

    private @Nullable RedisTopology askCluster(HostAndPort node, JedisClientConfig config) {
        List<?> ranges = (List<?>) ask(node, config, new CommandArguments(Protocol.Command.CLUSTER).add("SLOTS"));
        @Nullable HostAndPort[] ownerOfSlot = new HostAndPort[Protocol.CLUSTER_HASHSLOTS];
        Set<HostAndPort> masters = new LinkedHashSet<>();
        Set<HostAndPort> everybody = new LinkedHashSet<>();
        for (Object range : ranges) {
            List<?> parts = (List<?>) range;
            HostAndPort owner = address(parts.get(2), node);
            masters.add(owner);
            parts.subList(2, parts.size()).forEach(member -> everybody.add(address(member, node)));
            for (long slot = (Long) parts.get(0); slot <= (Long) parts.get(1); slot++) {
                ownerOfSlot[(int) slot] = owner;
            }
        }
        clusterNodes = everybody;
        return masters.isEmpty() ? null : RedisTopology.cluster(List.copyOf(masters), ownerOfSlot);
    }

    private List<HostAndPort> clusterCandidates() {
        Set<HostAndPort> candidates = new LinkedHashSet<>(settings.nodes());
        candidates.addAll(clusterNodes);
        return new ArrayList<>(candidates);
    }

    /** A node that does not know its own address returns an empty one; it is then the address that was asked. */
    private static HostAndPort address(Object member, HostAndPort asked) {
        List<?> parts = (List<?>) member;
        String host = parts.get(0) == null ? "" : text(parts.get(0));
        return new HostAndPort(host.isEmpty() ? asked.getHost() : host, ((Long) parts.get(1)).intValue());
    }

    private static Object ask(HostAndPort node, JedisClientConfig config, CommandArguments question) {
        try (Connection connection = new Connection(node, config)) {
            return connection.executeCommand(question);
        }
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] raw ? new String(raw, StandardCharsets.UTF_8) : String.valueOf(bytes);
    }
}
