package io.vigia.ingest.kafka;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Who waits for which verdict or confirmation. The first record of an id is its answer; whoever waits registers before the
 * reading is produced, so that no answer can come too early.
 */
public final class VerdictInbox {
    private final Map<String, CompletableFuture<DetectionEvent>> waiting = new ConcurrentHashMap<>();
    private final int limit;

    /**
     * @param limit how many may wait at once
     */
    public VerdictInbox(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for the first record of an id from now on. Two who wait for one id share its answer.
     *
     * @return completed on the tail's thread; to be given up with {@link #forget} when nobody waits any more
     * @throws InboxFullException if as many wait as may
     */
    public CompletableFuture<DetectionEvent> register(String id) {
        if (waiting.size() >= limit) {
            throw new InboxFullException(limit);
        }
        return waiting.computeIfAbsent(id, unused -> new CompletableFuture<>());
    }

    /** Nobody waits for this id any more. */
    public void forget(String id) {
        waiting.remove(id);
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    /**
     * Takes a record of the detections topic.
     *
     * @throws io.vigia.contract.InvalidEventException if it is not a detection
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        // Every replica sees every verdict: where nobody waits, reading it would be for nothing.
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
