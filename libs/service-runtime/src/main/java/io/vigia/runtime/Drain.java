package io.vigia.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * The first to be stopped: readiness is already false then, and this goes on serving until a gateway has seen that, so
 * that a replica that goes away refuses nobody.
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

    /** Later to start, and so sooner to stop, than health's own server and that of the public calls. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
