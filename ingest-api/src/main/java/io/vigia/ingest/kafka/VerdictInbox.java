package io.vigia.ingest.kafka;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The callers that wait for verdicts or confirmations. The first record of an id is its answer. A caller registers before
 * its reading is produced, so that no answer can arrive too early.
 */
public final class VerdictInbox {
    private final Map<String, CompletableFuture<DetectionEvent>> waiting = new ConcurrentHashMap<>();
    private final int limit;

    /**
     * @param limit maximum number of waiting callers
     */
    public VerdictInbox(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for the first record of an id from now on. Two callers with the same id share its answer.
     *
     * @return completed on the tail's thread; cancel it with {@link #forget} when no caller waits any more
     * @throws InboxFullException if too many callers wait
     */
    public CompletableFuture<DetectionEvent> register(String id) {
        if (waiting.size() >= limit) {
            throw new InboxFullException(limit);
        }
        return waiting.computeIfAbsent(id, unused -> new CompletableFuture<>());
    }

    /** Cancels waiting for this id. */
    public void forget(String id) {
        waiting.remove(id);
    }

    /** The number of waiting callers. */
    public int size() {
        return waiting.size();
    }

    /**
     * Applies a record of the detections topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is not a detection
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        // Every replica receives every verdict; those that no caller waits for need not be parsed.
        if (waiting.isEmpty()) {
            return;
        }
        DetectionEvent event = EventJson.readDetection(record.value());
        CompletableFuture<DetectionEvent> future = waiting.remove(event.id());
        if (future != null) {
            future.complete(event);
        }
    }
}
