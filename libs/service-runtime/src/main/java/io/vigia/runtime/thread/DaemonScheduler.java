package io.vigia.runtime.thread;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Runs something now and then, on a thread of its own that keeps no process alive. */
public final class DaemonScheduler {
    private DaemonScheduler() {}

    /** A scheduler with a single thread of this name. */
    public static ScheduledExecutorService named(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
