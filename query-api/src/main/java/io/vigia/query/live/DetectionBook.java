package io.vigia.query.live;

import io.vigia.contract.DetectionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts and confirmations of deletions by id, each kept for a while, and the callers that wait for one
 * that has not arrived yet. Both are limited: the oldest entry is dropped, the newest waiter is refused. The first record
 * of an id is its answer; after an aborted transaction, a second, equal one may follow. Thread-safe.
 */
public final class DetectionBook implements AutoCloseable {
    private record Entry(DetectionEvent event, long seenNanos) {}

    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<CompletableFuture<Optional<DetectionEvent>>>> waiting = new HashMap<>();
    private int waiters;
    private boolean closed;

    /**
     * The limits.
     *
     * @param entries maximum number of verdicts and confirmations
     * @param waiters maximum number of callers that wait at the same time
     * @param keep how long an entry is kept after it was seen
     */
    public record Bounds(int entries, int waiters, Duration keep) {}

    /** @param nanoTime measures how long an entry is kept; such as {@link System#nanoTime} */
    public DetectionBook(Bounds bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
    }

    /** Adds an event, unless its id is already present, and answers the callers that wait for it. */
    void enter(DetectionEvent event) {
        for (CompletableFuture<Optional<DetectionEvent>> waiter : take(event)) {
            // Outside the lock, because completing runs the caller's continuations.
            waiter.complete(Optional.of(event));
        }
    }

    /** The event of an id; null if it has not arrived or is no longer kept. */
    public synchronized @Nullable DetectionEvent find(String id) {
        expire();
        Entry entry = entries.get(id);
        return entry == null ? null : entry.event();
    }

    /**
     * The event of an id, once it arrives; empty if it does not arrive within {@code wait}. Cancelling the future frees its
     * place for another waiter.
     *
     * @throws TooManyWaitersException if it has not arrived and too many callers wait
     */
    public CompletableFuture<Optional<DetectionEvent>> await(String id, Duration wait) {
        CompletableFuture<Optional<DetectionEvent>> answer = new CompletableFuture<>();
        if (wait.isZero() || !waits(id, answer)) {
            return CompletableFuture.completedFuture(Optional.ofNullable(find(id)));
        }
        var unused = answer.whenComplete((event, failure) -> forget(id, answer));
        return answer.completeOnTimeout(Optional.empty(), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Releases all waiting callers without an answer; later callers do not wait. */
    @Override
    public void close() {
        for (CompletableFuture<Optional<DetectionEvent>> waiter : dismiss()) {
            waiter.complete(Optional.empty());
        }
    }

    /** The current number of entries. */
    public synchronized int size() {
        return entries.size();
    }

    /** The current number of waiting callers. */
    public synchronized int waiters() {
        return waiters;
    }

    /** Registers a waiting caller; false if the answer has arrived or this is closed. */
    private synchronized boolean waits(String id, CompletableFuture<Optional<DetectionEvent>> answer) {
        if (closed || find(id) != null) {
            return false;
        }
        if (waiters >= bounds.waiters()) {
            throw new TooManyWaitersException(bounds.waiters());
        }
        waiting.computeIfAbsent(id, unseen -> new ArrayList<>(1)).add(answer);
        waiters++;
        return true;
    }

    private synchronized List<CompletableFuture<Optional<DetectionEvent>>> dismiss() {
        closed = true;
        List<CompletableFuture<Optional<DetectionEvent>>> dismissed =
                waiting.values().stream().flatMap(List::stream).toList();
        waiting.clear();
        waiters = 0;
        return dismissed;
    }

    private synchronized List<CompletableFuture<Optional<DetectionEvent>>> take(DetectionEvent event) {
        entries.putIfAbsent(event.id(), new Entry(event, nanoTime.getAsLong()));
        expire();
        List<CompletableFuture<Optional<DetectionEvent>>> waiters = waiting.remove(event.id());
        this.waiters -= waiters == null ? 0 : waiters.size();
        return waiters == null ? List.of() : waiters;
    }

    private synchronized void forget(String id, CompletableFuture<Optional<DetectionEvent>> answer) {
        List<CompletableFuture<Optional<DetectionEvent>>> others = waiting.get(id);
        if (others == null || !others.remove(answer)) {
            return;
        }
        waiters--;
        if (others.isEmpty()) {
            waiting.remove(id);
        }
    }

    private void expire() {
        long oldest = nanoTime.getAsLong() - bounds.keep().toNanos();
        Iterator<Entry> eldest = entries.values().iterator();
        while (eldest.hasNext() && (eldest.next().seenNanos() - oldest < 0 || entries.size() > bounds.entries())) {
            eldest.remove();
        }
    }
}
