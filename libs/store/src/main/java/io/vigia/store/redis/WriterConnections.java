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
 * The writer's own connections, one for each master, apart from the pool that serves reads. A connection that failed may
 * have left commands at the server, which a server that was only stalled executes when it wakes: perhaps after a deletion
 * that we sent since. So each writing connection is remembered by the server's number of it, and before anything is
 * written to that server again, the old connection is killed there. From a pool nobody would know which one wrote. Not
 * safe for use by several threads.
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
     * Changes whenever a master was replaced or restarted. The same in every process that sees the same masters, so that
     * it can be kept with committed offsets and compared by whoever goes on from there.
     */
    long epoch() {
        long epoch = 0;
        for (Map.Entry<HostAndPort, String> master : histories.entrySet()) {
            // The order of a map is not the same everywhere, so the sum must not depend on it.
            epoch += 31L * master.getKey().toString().hashCode()
                    + master.getValue().hashCode();
        }
        return epoch;
    }

    /** Tells who the masters are: connects to all of them, and gives up connections to others. */
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

    /** Gives up every connection, finished or not, because somebody else may be the master now. */
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
