package io.vigia.store.redis;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

    /** The time of one sending. */
    interface Running {
        /** The sending is over; nothing is cut any more. */
        void close();
    }

    /** From now on, until the result is closed, the connection may take the time; then it is cut, and sending fails. */
    Running start(WriterConnection connection) {
        Future<?> cut = clock.schedule(connection::cut, timeoutMs, TimeUnit.MILLISECONDS);
        return () -> cut.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
