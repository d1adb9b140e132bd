package io.vigia.store.redis;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time of sending. A socket has a timeout for reading only: a stalled server with full buffers would block the
 * thread with a large batch until the server wakes, long after another process has taken over the batch.
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

    /** The time limit of one send. */
    interface Running {
        /** Ends the limit. */
        void close();
    }

    /** Starts the limit: unless the result is closed in time, the connection is closed and sending fails. */
    Running start(WriterConnection connection) {
        Future<?> cut = clock.schedule(connection::cut, timeoutMs, TimeUnit.MILLISECONDS);
        return () -> cut.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
