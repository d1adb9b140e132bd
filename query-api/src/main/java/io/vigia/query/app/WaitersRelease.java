package io.vigia.query.app;

import io.vigia.query.backtest.BacktestPool;
import io.vigia.query.live.DetectionBook;
import io.vigia.query.stream.LiveStreams;
import org.springframework.context.SmartLifecycle;

/**
 * Releases callers that wait for a verdict or a back-test or listen to a stream before the web server stops, which would otherwise wait for
 * them: the default phase starts last and stops first.
 */
final class WaitersRelease implements SmartLifecycle {
    private final DetectionBook book;
    private final LiveStreams streams;
    private final BacktestPool backtests;
    private volatile boolean running;

    WaitersRelease(DetectionBook book, LiveStreams streams, BacktestPool backtests) {
        this.book = book;
        this.streams = streams;
        this.backtests = backtests;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        book.close();
        streams.close();
        backtests.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
