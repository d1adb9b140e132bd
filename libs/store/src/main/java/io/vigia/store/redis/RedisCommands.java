package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Commands to the masters over pooled connections. A failed command is retried once, because the master may have changed. */
final class RedisCommands implements AutoCloseable {
    /** Maximum number of connections to one master; further commands wait. */
    private static final int MOST_CONNECTIONS = 16;

    private static final String FIRST_CURSOR = "0";
    private static final int SCAN_COUNT = 1_000;

    private final RedisNodes nodes;
    private final JedisClientConfig config;
    private final int timeoutMs;
    private final Map<HostAndPort, ConnectionPool> pools = new ConcurrentHashMap<>();

    RedisCommands(RedisSettings settings, RedisNodes nodes) {
        this.nodes = nodes;
        this.config = RedisLogin.of(settings);
        this.timeoutMs = settings.connectTimeoutMs() + settings.commandTimeoutMs();
    }

    /**
     * Executes all commands in one round trip.
     *
     * @param key selects the master
     * @return a reply for each; for a missing series it is an exception
     * @throws StoreUnavailableException if the second try fails too
     */
    List<Object> ask(String key, List<CommandArguments> questions) {
        return twice(masters -> askNow(masters.of(key), questions));
    }

    /**
     * Executes a command that must not be executed twice: a connection is tested first, and a failure after that is not
     * retried.
     *
     * @throws StoreUnavailableException if Redis does not reply; it may have executed the command
     */
    Object once(String key, CommandArguments command) {
        try (Connection connection = twice(masters -> answering(masters.of(key)))) {
            return connection.executeCommand(command);
        } catch (JedisException failed) {
            nodes.doubt();
            throw unavailable(failed);
        }
    }

    /**
     * Deletes the keys that match a pattern of {@code SCAN}, on every master.
     *
     * @throws StoreUnavailableException if the second try fails too
     */
    void delete(String pattern) {
        twice(masters -> {
            masters.nodes().forEach(node -> deleteNow(node, pattern));
            return true;
        });
    }

    /** True if every master answers. */
    boolean answers() {
        try {
            return twice(masters -> masters.nodes().stream().allMatch(this::ping));
        } catch (StoreUnavailableException away) {
            return false;
        }
    }

    @Override
    public void close() {
        pools.values().forEach(ConnectionPool::close);
        pools.clear();
    }

    private <T> T twice(Function<RedisTopology, T> question) {
        try {
            return question.apply(nodes.masters());
        } catch (JedisException | StoreUnavailableException first) {
            nodes.doubt();
        }
        try {
            return question.apply(nodes.masters());
        } catch (JedisException failed) {
            nodes.doubt();
            throw unavailable(failed);
        }
    }

    private static StoreUnavailableException unavailable(JedisException failed) {
        String said = failed instanceof JedisDataException ? "Redis answers: " : "Redis is unavailable: ";
        return new StoreUnavailableException(said + failed.getMessage(), failed);
    }

    private List<Object> askNow(HostAndPort node, List<CommandArguments> questions) {
        ConnectionPool pool = pools.computeIfAbsent(node, this::newPool);
        try (Connection connection = pool.getResource()) {
            questions.forEach(connection::sendCommand);
            List<Object> answers = connection.getMany(questions.size());
            for (int i = 0; i < answers.size(); i++) {
                check(questions.get(i), answers.get(i));
            }
            return answers;
        } catch (JedisException failed) {
            // If one connection is dead, the other idle ones are too.
            pool.clear();
            throw failed;
        }
    }

    private void deleteNow(HostAndPort node, String pattern) {
        String cursor = FIRST_CURSOR;
        do {
            List<?> part =
                    (List<?>) askNow(node, List.of(scan(cursor, pattern))).get(0);
            // One key per command: the keys of a node may be in several slots.
            List<CommandArguments> deletions = ((List<?>) part.get(1))
                    .stream()
                            .map(key -> new CommandArguments(Protocol.Command.UNLINK).key(key))
                            .toList();
            if (!deletions.isEmpty()) {
                askNow(node, deletions);
            }
            cursor = new String((byte[]) part.get(0), StandardCharsets.US_ASCII);
        } while (!cursor.equals(FIRST_CURSOR));
    }

    private static CommandArguments scan(String cursor, String pattern) {
        return new CommandArguments(Protocol.Command.SCAN)
                .add(cursor)
                .add("MATCH")
                .add(pattern)
                .add("COUNT")
                .add(SCAN_COUNT);
    }

    private static void check(CommandArguments question, Object answer) {
        RedisReply meaning = RedisReply.of(answer);
        if (meaning == RedisReply.UNAVAILABLE || meaning == RedisReply.REFUSED) {
            String about = question.getKeys().isEmpty()
                    ? ""
                    : " (asked about " + text(question.getKeys().get(0)) + ")";
            throw new JedisDataException(RedisReply.words(answer) + about, (Exception) answer);
        }
    }

    private static String text(Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(key);
    }

    private boolean ping(HostAndPort node) {
        try (Connection connection = answering(node)) {
            return connection.isConnected();
        }
    }

    /** A connection that has just replied; the caller closes it. */
    private Connection answering(HostAndPort node) {
        ConnectionPool pool = pools.computeIfAbsent(node, this::newPool);
        Connection connection = pool.getResource();
        try {
            connection.ping();
            return connection;
        } catch (JedisException failed) {
            connection.close();
            // If one connection is dead, the other idle ones are too.
            pool.clear();
            throw failed;
        }
    }

    private ConnectionPool newPool(HostAndPort node) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        pool.setMaxWait(java.time.Duration.ofMillis(timeoutMs));
        pool.setJmxEnabled(false);
        return new ConnectionPool(node, config, pool);
    }
}
