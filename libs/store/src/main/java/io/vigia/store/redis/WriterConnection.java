package io.vigia.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** A connection to one master that only the writer uses, with its identity at the server. */
final class WriterConnection extends Connection {
    private static final Pattern ID = Pattern.compile("\\bid=(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("\\baddr=(\\S+)");
    private static final Pattern RUN_ID = Pattern.compile("(?m)^run_id:(\\S+)");
    private static final Pattern REPLICATION_ID = Pattern.compile("(?m)^master_replid:(\\S+)");

    private final HostAndPort node;
    private final Trace trace;
    private final String history;
    private int owed;
    /** No initial value here: the superclass's constructor connects before it would be assigned. */
    private boolean opened;

    /**
     * The data to kill a connection from another one.
     *
     * @param runId of the server process; in another process the id belongs to another connection
     * @param id of the connection at the server
     * @param address of the client, as the server sees it
     */
    record Trace(String runId, String id, String address) {}

    private WriterConnection(HostAndPort node, JedisClientConfig config) {
        super(node, config);
        this.node = node;
        this.opened = true;
        try {
            String client = ask(Protocol.Command.CLIENT, "INFO");
            String server = ask(Protocol.Command.INFO, "server");
            String replication = ask(Protocol.Command.INFO, "replication");
            if (!replication.contains("role:master")) {
                throw new JedisDataException("READONLY " + node + " is a replica");
            }
            String runId = find(RUN_ID, server);
            this.trace = new Trace(runId, find(ID, client), find(ADDRESS, client));
            this.history = runId + "/" + find(REPLICATION_ID, replication);
        } catch (RuntimeException failed) {
            cut();
            throw failed;
        }
    }

    /**
     * Connects.
     *
     * @throws JedisDataException if the server is not a master
     */
    static WriterConnection open(HostAndPort node, JedisClientConfig config) {
        return new WriterConnection(node, config);
    }

    /**
     * Connects once. Otherwise a lost connection would be reopened by the next command, without a login, without the commands
     * before it, and unknown to {@link #trace}.
     *
     * @throws JedisConnectionException if it was connected before
     */
    @Override
    public void connect() {
        if (opened && !isConnected()) {
            setBroken();
            throw new JedisConnectionException("the connection to " + node + " was cut");
        }
        super.connect();
    }

    HostAndPort node() {
        return node;
    }

    Trace trace() {
        return trace;
    }

    /** Changes when the server restarts, or becomes a master again after having been a replica. */
    String history() {
        return history;
    }

    /** Appends a command to the send buffer. */
    void append(CommandArguments command) {
        sendCommand(command);
        owed++;
    }

    /** Sends the appended commands. */
    void sendAll() {
        flush();
    }

    /** True if every command has its reply: then none can be executed later. */
    boolean answered() {
        return owed == 0 && !isBroken();
    }

    /** Closes the connection from any thread, without sending the rest, which could block on a stalled server. */
    void cut() {
        try {
            forceDisconnect();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Reads the reply to each appended command, including errors. */
    List<Object> answers() {
        List<Object> answers = getMany(owed);
        owed = 0;
        return answers;
    }

    /** Kills another connection to the same server; none of its commands is executed after this. */
    void end(Trace other) {
        if (other.runId().equals(trace.runId())) {
            executeCommand(new CommandArguments(Protocol.Command.CLIENT)
                    .add("KILL")
                    .add("ID")
                    .add(other.id())
                    .add("ADDR")
                    .add(other.address()));
        }
    }

    private String ask(Protocol.Command command, String argument) {
        sendCommand(command, argument);
        return getBulkReply();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new JedisDataException("ERR no " + pattern + " in Redis' answer: " + text);
        }
        return matcher.group(1);
    }
}
