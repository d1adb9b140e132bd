package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Tries something that the system is there for again and again, in several ways at once, until it is closed. */
final class Watch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String what;
    private final long pause;
    private final List<Outcomes> outcomes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** One way to try it. */
    interface Attempt {
        /** Whether it worked; an {@link IOException} says that it did not. */
        boolean works() throws IOException;
    }

    /** Starts at once, each attempt in a thread of its own. */
    Watch(String what, Duration pause, List<Attempt> attempts) {
        this.what = what;
        this.pause = pause.toNanos();
        for (Attempt attempt : attempts) {
            Outcomes its = new Outcomes();
            outcomes.add(its);
            threads.add(new Thread(() -> run(attempt, its), what));
        }
        threads.forEach(Thread::start);
    }

    /** Waits until each way worked in an attempt that began since then, and goes on; after how many nanoseconds all did. */
    long awaitWorking(long since) {
        return await(what)
                .atMost(PATIENCE)
                .until(() -> worksAgain(since), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Long> worksAgain(long since) {
        return outcomes.stream()
                .map(outcome -> outcome.worksAgain(since))
                .reduce((one, other) -> one.flatMap(first -> other.map(second -> Math.max(first, second))))
                .orElseThrow();
    }

    /** How many attempts that ended since then worked, or did not. */
    int count(long since, boolean worked) {
        return outcomes.stream()
                .mapToInt(outcome -> outcome.count(since, worked))
                .sum();
    }

    /** The longest time since then in which one of the ways did not work, in nanoseconds. */
    long longestGap(long since) {
        return outcomes.stream()
                .mapToLong(outcome -> outcome.longestGap(since))
                .max()
                .orElseThrow();
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join(60_000);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Attempt attempt, Outcomes its) {
        while (!closed) {
            long began = System.nanoTime();
            its.add(began, works(attempt));
            LockSupport.parkNanos(pause);
        }
    }

    private static boolean works(Attempt attempt) {
        try {
            return attempt.works();
        } catch (IOException | AssertionError notAnswered) {
            return false;
        }
    }
}
