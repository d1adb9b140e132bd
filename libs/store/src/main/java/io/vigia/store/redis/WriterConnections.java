package io.vigia.store.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/**
 * The writer's own connections, one per master, separate from the pool for reads. A failed connection may have left commands
 * at the server. A server that was only stalled executes them later, perhaps after a deletion that we have sent since. So the
 * server's id of each writing connection is kept, and before anything is written to that server again, the old connection is
 * killed there. With a pool, the connection that wrote would be unknown. Not thread-safe.
 */
final class WriterConnections implements AutoCloseable {
    private final JedisClientConfig config;
    private final Map<HostAndPort, WriterConnection> open = new HashMap<>();
    private final Map<HostAndPort, List<WriterConnection.Trace>> lost = new HashMap<>();
    private final Map<HostAndPort, String> histories = new HashMap<>();

    WriterConnections(JedisClientConfig config) {
        this.config = config;
    }

    /**
     * Changes whenever a master is replaced or restarted. It is the same in every process that sees the same masters, so it
     * can be kept with committed offsets and compared by the process that continues from there.
     */
    long epoch() {
        long epoch = 0;
        for (Map.Entry<HostAndPort, String> master : histories.entrySet()) {
            // The order of a map differs between processes, so the sum must not depend on it.
            epoch += 31L * master.getKey().toString().hashCode()
                    + master.getValue().hashCode();
        }
        return epoch;
    }

    /** Sets the current masters: connects to all of them and abandons connections to other servers. */
    void masters(List<HostAndPort> nodes) {
        Set<HostAndPort> now = new HashSet<>(nodes);
        histories.keySet().retainAll(now);
        List.copyOf(open.values()).stream()
                .filter(connection -> !now.contains(connection.node()))
                .forEach(this::lose);
        now.forEach(this::to);
    }

    /** The connection to a master, opened if there is none. */
    WriterConnection to(HostAndPort node) {
        WriterConnection connection = open.get(node);
        return connection != null ? connection : connect(node);
    }

    /** Abandons every connection, because another server may be the master now. */
    void loseAll() {
        List.copyOf(open.values()).forEach(this::lose);
    }

    @Override
    public void close() {
        open.values().forEach(WriterConnection::cut);
        open.clear();
    }

    private WriterConnection connect(HostAndPort node) {
        // tag::end-lost[]
        WriterConnection connection = WriterConnection.open(node, config);
        try {
            endLost(connection);
        } catch (RuntimeException failed) {
            connection.cut();
            throw failed;
        }
        // end::end-lost[]
        histories.put(node, connection.history());
        open.put(node, connection);
        return connection;
    }

    private void endLost(WriterConnection connection) {
        lost.getOrDefault(connection.node(), List.of()).forEach(connection::end);
        lost.remove(connection.node());
    }

    private void lose(WriterConnection connection) {
        open.remove(connection.node());
        if (!connection.answered()) {
            lost.computeIfAbsent(connection.node(), node -> new ArrayList<>()).add(connection.trace());
        }
        connection.cut();
    }
}
