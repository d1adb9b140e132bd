package io.vigia.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Is stopped first. Readiness is already false then, and this keeps serving until a gateway has noticed, so that a
 * replica that shuts down refuses no caller.
 */
final class Drain implements SmartLifecycle {
    private final long millis;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean running;

    Drain(long millis) {
        this.millis = millis;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            interrupted.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts after, and so stops before, the servers of health and of the public calls. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
