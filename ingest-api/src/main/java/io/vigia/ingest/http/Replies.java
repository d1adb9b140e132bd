package io.vigia.ingest.http;

import io.vigia.contract.DetectionEvent;
import io.vigia.ingest.kafka.InboxFullException;
import io.vigia.ingest.kafka.VerdictInbox;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The replies that one request waits for; closing it cancels those that have not arrived. */
final class Replies implements AutoCloseable {
    private final VerdictInbox inbox;
    private final List<String> ids;
    private final Duration wait;
    private final List<CompletableFuture<DetectionEvent>> futures = new ArrayList<>();

    /**
     * Registers the ids; call it before the readings are produced.
     *
     * @param wait how long to wait for them; zero: do not wait, and take no waiting caller's place
     * @throws ProblemException if too many callers wait (429)
     */
    Replies(VerdictInbox inbox, List<String> ids, Duration wait) {
        this.inbox = inbox;
        this.ids = wait.isZero() ? List.of() : ids;
        this.wait = wait;
        try {
            this.ids.forEach(id -> futures.add(inbox.register(id)));
        } catch (InboxFullException full) {
            close();
            throw new ProblemException(Problem.of(
                            429,
                            "busy",
                            "Too many waiting callers",
                            full.getMessage() + "; nothing was done; retry shortly")
                    .inSpanish(
                            "Demasiadas llamadas en espera",
                            "se alcanzó el límite de llamadas en espera (INGEST_MAX_WAITING); no se hizo nada;"
                                    + " inténtelo de nuevo en unos segundos")
                    .retryAfter(Intake.RETRY_AFTER));
        }
    }

    /** Waits, and returns how many replies have arrived. */
    int await() {
        long deadline = System.nanoTime() + wait.toNanos();
        return (int) futures.stream()
                .filter(future -> reply(future, deadline) != null)
                .count();
    }

    /** The single reply; null if it does not arrive in time, or nobody waits for it. */
    @Nullable
    DetectionEvent awaitOne() {
        return futures.isEmpty() ? null : reply(futures.get(0), System.nanoTime() + wait.toNanos());
    }

    private static @Nullable DetectionEvent reply(CompletableFuture<DetectionEvent> future, long deadline) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        ids.forEach(inbox::forget);
    }
}
