package io.vigia.store;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.CommandArguments;

/**
 * Limits how long sending may take. A socket has a time-out for reading only: a stalled server whose buffers are full would
 * hold a large batch, and the thread with it, until the server wakes, long after the batch has become somebody else's.
 */
final class SendLimit implements AutoCloseable {
    private final int timeoutMs;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "redis-send-limit");
        thread.setDaemon(true);
        return thread;
    });

    SendLimit(int timeoutMs) {
        this.timeoutMs = timeoutMs;
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Sends commands; the connection is cut, and this fails, if the server does not take them in time. */
    void send(WriterConnection connection, List<CommandArguments> commands) {
        Future<?> cut = clock.schedule(connection::cut, timeoutMs, TimeUnit.MILLISECONDS);
        try {
            commands.forEach(connection::append);
            connection.sendAll();
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
