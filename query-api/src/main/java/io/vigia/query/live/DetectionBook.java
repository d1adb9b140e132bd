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
 * Verdicts and confirmations of deletions by id, each kept for a while after it was seen, and those who wait for one
 * that has not been seen yet. Both are bounded: the oldest entry goes, the newest waiter is refused. The first record
 * of an id is its answer: after an aborted transaction a second, equal one may follow. Safe for use by many threads.
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
     * How much is held.
     *
     * @param entries verdicts and confirmations at most
     * @param waiters callers that wait at the same time at most
     * @param keep how long an entry is kept after it was seen
     */
    public record Bounds(int entries, int waiters, Duration keep) {}

    /** @param nanoTime measures how long an entry is kept; such as {@link System#nanoTime} */
    public DetectionBook(Bounds bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
    }

    /** Enters an event, unless its id is there already, and answers those who wait for it. */
    void enter(DetectionEvent event) {
        for (CompletableFuture<Optional<DetectionEvent>> waiter : take(event)) {
            // Outside the lock: completing runs the caller's own continuations.
            waiter.complete(Optional.of(event));
        }
    }

    /** The event of an id; null if it was not seen, or is no longer kept. */
    public synchronized @Nullable DetectionEvent find(String id) {
        expire();
        Entry entry = entries.get(id);
        return entry == null ? null : entry.event();
    }

    /**
     * The event of an id, as soon as it is seen; empty when {@code wait} ends without it. Cancelling the future gives its
     * place to another waiter.
     *
     * @throws TooManyWaitersException if it is not there and no more may wait
     */
    public CompletableFuture<Optional<DetectionEvent>> await(String id, Duration wait) {
        CompletableFuture<Optional<DetectionEvent>> answer = new CompletableFuture<>();
        if (wait.isZero() || !waits(id, answer)) {
            return CompletableFuture.completedFuture(Optional.ofNullable(find(id)));
        }
        var unused = answer.whenComplete((event, failure) -> forget(id, answer));
        return answer.completeOnTimeout(Optional.empty(), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets everybody who waits go without an answer; from then on nobody waits. */
    @Override
    public void close() {
        for (CompletableFuture<Optional<DetectionEvent>> waiter : dismiss()) {
            waiter.complete(Optional.empty());
        }
    }

    /** Entries held at the moment. */
    public synchronized int size() {
        return entries.size();
    }

    /** Callers waiting at the moment. */
    public synchronized int waiters() {
        return waiters;
    }

    /** True if the answer is not there yet and its caller is among those who wait now. */
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
