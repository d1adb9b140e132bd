package io.vigia.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;

/**
 * Commands for one or more masters, sent to all of them before any answer is read: one round trip, however many there
 * are. Those of one master are executed in the order in which they were added.
 */
final class Exchange {
    private final Masters masters;
    private final WriterConnections connections;
    private final SendLimit limit;
    private final Map<HostAndPort, Batch> batches = new LinkedHashMap<>();

    Exchange(Masters masters, WriterConnections connections, SendLimit limit) {
        this.masters = masters;
        this.connections = connections;
        this.limit = limit;
    }

    /** What goes to one master, and who takes the answers. */
    private record Batch(List<CommandArguments> commands, List<Consumer<Object>> takers) {}

    /**
     * Adds a command.
     *
     * @param key decides which master gets it
     * @param onAnswer is given the answer, which may be an exception
     */
    void add(String key, CommandArguments command, Consumer<Object> onAnswer) {
        Batch batch = batches.computeIfAbsent(masters.of(key), node -> new Batch(new ArrayList<>(), new ArrayList<>()));
        batch.commands().add(command);
        batch.takers().add(onAnswer);
    }

    /**
     * Sends everything, reads every answer, and only then hands them out.
     *
     * @return the connections that wrote
     * @throws StoreUnavailableException if an answer speaks of the server rather than of what was asked
     */
    Set<WriterConnection> run() {
        List<WriterConnection> used =
                batches.keySet().stream().map(connections::to).toList();
        used.forEach(connection -> limit.send(connection, batchOf(connection).commands()));
        Map<WriterConnection, List<Object>> answers = new LinkedHashMap<>();
        used.forEach(connection -> answers.put(connection, connection.answers()));
        answers.forEach((connection, answer) ->
                handOut(connection, answer, batchOf(connection).takers()));
        return answers.keySet();
    }

    private Batch batchOf(WriterConnection connection) {
        return Objects.requireNonNull(batches.get(connection.node()));
    }

    private static void handOut(WriterConnection connection, List<Object> answers, List<Consumer<Object>> takers) {
        for (int i = 0; i < answers.size(); i++) {
            stopIfUnavailable(connection, answers.get(i));
            takers.get(i).accept(answers.get(i));
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
