package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;

/**
 * Commands for one or more masters, sent to all of them before any reply is read: one round trip in total. Sending begins while
 * commands are added, so that the servers work in the meantime. Commands for one master are executed in the order in which
 * they were added.
 */
final class PipelinedBatch {
    private final RedisTopology masters;
    private final WriterConnections connections;
    private final SendLimit limit;
    private final Map<HostAndPort, Batch> batches = new LinkedHashMap<>();

    PipelinedBatch(RedisTopology masters, WriterConnections connections, SendLimit limit) {
        this.masters = masters;
        this.connections = connections;
        this.limit = limit;
    }

    /** The commands for one master: the receivers of the replies, and the time limit of sending. */
    private record Batch(WriterConnection connection, List<Taker> takers, SendLimit.Running limit) {}

    /** @param dispensable whether the batch continues if this command is not permitted */
    private record Taker(Consumer<Object> onAnswer, boolean dispensable) {
        boolean goesWithout(Object answer) {
            return dispensable && RedisReply.words(answer).startsWith("NOPERM");
        }
    }

    /**
     * Adds a command; it is sent now or together with later ones.
     *
     * @param key selects the master
     * @param onAnswer receives the reply, which may be an exception
     */
    void add(String key, CommandArguments command, Consumer<Object> onAnswer) {
        add(masters.of(key), command, new Taker(onAnswer, false));
    }

    /**
     * As {@link #add}, for a command that the Redis user of an earlier version may lack: {@code onAnswer} receives that refusal too.
     */
    void addDispensable(String key, CommandArguments command, Consumer<Object> onAnswer) {
        addDispensable(masters.of(key), command, onAnswer);
    }

    /** The same for a command without keys. */
    void addDispensable(HostAndPort node, CommandArguments command, Consumer<Object> onAnswer) {
        add(node, command, new Taker(onAnswer, true));
    }

    private void add(HostAndPort node, CommandArguments command, Taker taker) {
        Batch batch = batches.computeIfAbsent(node, this::begin);
        batch.connection().append(command);
        batch.takers().add(taker);
    }

    private Batch begin(HostAndPort node) {
        WriterConnection connection = connections.to(node);
        return new Batch(connection, new ArrayList<>(), limit.start(connection));
    }

    /**
     * Sends the remaining commands, reads every reply, and only then passes the replies on.
     *
     * @return the connections that wrote
     * @throws StoreUnavailableException if a reply is about the server and not about the command
     */
    Set<WriterConnection> run() {
        batches.values().forEach(PipelinedBatch::sendRest);
        Map<Batch, List<Object>> answers = new LinkedHashMap<>();
        batches.values().forEach(batch -> answers.put(batch, batch.connection().answers()));
        answers.forEach((batch, answer) -> handOut(batch.connection(), answer, batch.takers()));
        return batches.values().stream().map(Batch::connection).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void sendRest(Batch batch) {
        try {
            batch.connection().sendAll();
        } finally {
            batch.limit().close();
        }
    }

    private static void handOut(WriterConnection connection, List<Object> answers, List<Taker> takers) {
        for (int i = 0; i < answers.size(); i++) {
            Taker taker = takers.get(i);
            if (!taker.goesWithout(answers.get(i))) {
                stopIfUnavailable(connection, answers.get(i));
            }
            taker.onAnswer().accept(answers.get(i));
        }
    }

    private static void stopIfUnavailable(WriterConnection connection, Object answer) {
        if (RedisReply.of(answer) == RedisReply.UNAVAILABLE) {
            throw new StoreUnavailableException(
                    "Redis at " + connection.node() + " answers: " + RedisReply.words(answer), (Exception) answer);
        }
        if (answer instanceof List<?> parts) {
            parts.forEach(part -> stopIfUnavailable(connection, part));
        }
    }
}
