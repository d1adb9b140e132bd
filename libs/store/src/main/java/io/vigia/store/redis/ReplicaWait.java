package io.vigia.store.redis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;

/** Checks whether enough replicas have the latest writes. */
final class ReplicaWait {
    private static final int PATIENT_MS = 500;
    /** A missing replica must not cost every batch the full timeout. */
    private static final int HASTY_MS = 50;

    private final int replicas;
    private final int longestMs;
    /** Masters with unconfirmed writes, each with the connection that wrote last. */
    private final Map<HostAndPort, WriterConnection> unconfirmed = new LinkedHashMap<>();

    private boolean lately = true;

    /** @param commandTimeoutMs after which a connection counts as broken: the wait ends well before */
    ReplicaWait(int replicas, int commandTimeoutMs) {
        this.replicas = replicas;
        this.longestMs = Math.max(1, Math.min(PATIENT_MS, commandTimeoutMs / 2));
    }

    /**
     * True if the configured number of replicas of each master has confirmed everything written so far. WAIT covers
     * the writes of its own connection, so an unconfirmed master is asked again with the next batch, over the connection that
     * wrote last. If that connection is broken, the master stays unconfirmed until the next write to it: replicas apply a
     * master's writes in order, so a confirmation of the later write confirms all earlier ones.
     *
     * @param masters the current ones; writes to others are repeated anyway
     */
    boolean confirm(Set<WriterConnection> wrote, Collection<HostAndPort> masters) {
        if (replicas == 0) {
            return true;
        }
        unconfirmed.keySet().retainAll(masters);
        wrote.forEach(connection -> unconfirmed.put(connection.node(), connection));
        int timeoutMs = lately ? longestMs : Math.min(HASTY_MS, longestMs);
        List<WriterConnection> asked = unconfirmed.values().stream()
                .filter(connection -> !connection.isBroken())
                .toList();
        asked.forEach(connection -> connection.append(
                new CommandArguments(Protocol.Command.WAIT).add(replicas).add(timeoutMs)));
        asked.forEach(WriterConnection::sendAll);
        for (WriterConnection connection : asked) {
            if (connection.answers().get(0) instanceof Long confirmed && confirmed >= replicas) {
                unconfirmed.remove(connection.node());
            }
        }
        lately = unconfirmed.isEmpty();
        return lately;
    }
}
