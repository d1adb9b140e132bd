package io.vigia.query.app;

import io.vigia.query.live.DetectionBook;
import org.springframework.context.SmartLifecycle;

/**
 * Lets those who wait for a verdict go before the web server stops, whose stop would wait for them: the default phase is
 * the last to start and the first to stop.
 */
final class WaitersRelease implements SmartLifecycle {
    private final DetectionBook book;
    private volatile boolean running;

    WaitersRelease(DetectionBook book) {
        this.book = book;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        book.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
