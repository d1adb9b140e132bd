package io.vigia.query.backtest;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs back-tests on few threads, half of the processors and {@value #MOST_THREADS} at most, with a short queue. A caller has one
 * at a time, so that none keeps others from theirs.
 */
public final class BacktestPool implements AutoCloseable {
    /** Maximum number that run at the same time. */
    static final int MOST_THREADS = 2;

    /** Maximum number that wait. */
    static final int MOST_WAITING = 8;

    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    public BacktestPool() {
        int size = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2));
        threads = new ThreadPoolExecutor(
                size, size, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "backtest");
                    thread.setDaemon(true);
                    thread.setPriority(Thread.MIN_PRIORITY);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Why a back-test was not taken. */
    public enum Refusal {
        /** The caller has another one that runs or waits. */
        CALLER_HAS_ONE,
        /** Too many wait. */
        FULL
    }

    /** A back-test was not taken. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal why;

        RefusedException(Refusal why) {
            super(why.name());
            this.why = why;
        }

        /** Why. */
        public Refusal why() {
            return why;
        }
    }

    /** A back-test that was taken. */
    public static final class Ticket {
        private final CompletableFuture<BacktestResult> answer = new CompletableFuture<>();
        private final Supplier<BacktestResult> backtest;
        private final FutureTask<Void> task;

        private Ticket(Supplier<BacktestResult> backtest, Runnable whenDone) {
            this.backtest = backtest;
            task = new FutureTask<>(this::run, null) {
                @Override
                protected void done() {
                    answer.cancel(false);
                    whenDone.run();
                }
            };
        }

        private void run() {
            try {
                answer.complete(backtest.get());
            } catch (RuntimeException | Error failed) {
                // Whoever waits must learn of it.
                answer.completeExceptionally(failed);
            }
        }

        /** What it answers; cancelled if it was. */
        public CompletableFuture<BacktestResult> answer() {
            return answer;
        }

        /** Ends it soon, if it has not ended. */
        public void cancel() {
            task.cancel(true);
        }
    }

    /**
     * Takes a back-test.
     *
     * @param caller who asks
     * @param backtest ends soon after an interrupt
     */
    public Ticket submit(String caller, Supplier<BacktestResult> backtest) throws RefusedException {
        if (!callers.add(caller)) {
            throw new RefusedException(Refusal.CALLER_HAS_ONE);
        }
        Ticket ticket = new Ticket(backtest, () -> callers.remove(caller));
        try {
            threads.execute(ticket.task);
            return ticket;
        } catch (RejectedExecutionException full) {
            callers.remove(caller);
            throw new RefusedException(Refusal.FULL);
        }
    }

    /** Cancels everything. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((FutureTask<?>) waiting).cancel(true));
    }
}
