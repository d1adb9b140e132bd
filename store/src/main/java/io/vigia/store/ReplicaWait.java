package io.vigia.store;

import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** Asks whether enough replicas have what was just written. */
final class ReplicaWait {
    private static final int PATIENT_MS = 500;
    /** A replica that is gone must not cost every batch the whole time. */
    private static final int HASTY_MS = 50;

    private final int replicas;
    private final int longestMs;
    private boolean lately = true;

    /** @param commandTimeoutMs after which a connection counts as broken: the wait ends well before */
    ReplicaWait(int replicas, int commandTimeoutMs) {
        this.replicas = replicas;
        this.longestMs = Math.max(1, Math.min(PATIENT_MS, commandTimeoutMs / 2));
    }

    /** True if the configured number of replicas of each master has confirmed; WAIT speaks of its own connection only. */
    boolean confirm(Set<WriterConnection> wrote) {
        if (replicas == 0) {
            return true;
        }
        int timeoutMs = lately ? longestMs : Math.min(HASTY_MS, longestMs);
        wrote.forEach(connection -> connection.append(
                new CommandArguments(Protocol.Command.WAIT).add(replicas).add(timeoutMs)));
        wrote.forEach(WriterConnection::sendAll);
        boolean all = true;
        for (WriterConnection connection : wrote) {
            all &= connection.answers().get(0) instanceof Long confirmed && confirmed >= replicas;
        }
        lately = all;
        return all;
    }
}
