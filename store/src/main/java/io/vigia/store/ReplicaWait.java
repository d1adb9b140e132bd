package io.vigia.store;

import java.util.LinkedHashSet;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;

/** Asks whether enough replicas have what was just written. */
final class ReplicaWait {
    private static final int PATIENT_MS = 500;
    /** A replica that is gone must not cost every batch the whole time. */
    private static final int HASTY_MS = 50;

    private final int replicas;
    private final int longestMs;
    private final Set<WriterConnection> unconfirmed = new LinkedHashSet<>();
    private boolean lately = true;

    /** @param commandTimeoutMs after which a connection counts as broken: the wait ends well before */
    ReplicaWait(int replicas, int commandTimeoutMs) {
        this.replicas = replicas;
        this.longestMs = Math.max(1, Math.min(PATIENT_MS, commandTimeoutMs / 2));
    }

    /**
     * True if the configured number of replicas of each master has confirmed everything written so far. WAIT speaks of its
     * own connection only, so one that was not confirmed is asked again with the next batch, whoever wrote that.
     */
    boolean confirm(Set<WriterConnection> wrote) {
        if (replicas == 0) {
            return true;
        }
        unconfirmed.removeIf(Connection::isBroken);
        unconfirmed.addAll(wrote);
        int timeoutMs = lately ? longestMs : Math.min(HASTY_MS, longestMs);
        unconfirmed.forEach(connection -> connection.append(
                new CommandArguments(Protocol.Command.WAIT).add(replicas).add(timeoutMs)));
        unconfirmed.forEach(WriterConnection::sendAll);
        unconfirmed.removeIf(
                connection -> connection.answers().get(0) instanceof Long confirmed && confirmed >= replicas);
        lately = unconfirmed.isEmpty();
        return lately;
    }
}
