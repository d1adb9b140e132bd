package io.vigia.store.memory;

import io.vigia.contract.Score;
import io.vigia.store.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one sensor in chunks, which are in the order of {@code ts} and never empty. */
final class SensorSamples {
    private final List<SampleChunk> chunks = new ArrayList<>();

    /** Is shown rows in order until it answers false. */
    @FunctionalInterface
    interface Rows {
        boolean row(SampleChunk chunk, int row);
    }

    /**
     * What a write has changed.
     *
     * @param isNew false where a sample was overwritten
     * @param added a chunk that was not there before; null if there was room
     */
    record Put(boolean isNew, @Nullable SampleChunk added) {
        static final Put OVERWRITTEN = new Put(false, null);
        static final Put FITTED = new Put(true, null);
    }

    Put put(Score score, long arrival) {
        int index = Math.max(0, chunkOf(score.ts()));
        if (chunks.isEmpty()) {
            return add(0, new SampleChunk(arrival), score, arrival);
        }
        SampleChunk chunk = chunks.get(index);
        if (chunk.full() && !chunk.holds(score.ts())) {
            return putInFull(index, chunk, score, arrival);
        }
        return chunk.put(score, arrival) ? Put.FITTED : Put.OVERWRITTEN;
    }

    /** Removes a chunk that has become empty. */
    void remove(SampleChunk empty) {
        chunks.removeIf(chunk -> chunk == empty);
    }

    List<SampleChunk> chunks() {
        return chunks;
    }

    int size() {
        return chunks.stream().mapToInt(SampleChunk::size).sum();
    }

    /** Rows with {@code from <= ts <= to}. */
    void each(long from, long to, Order order, Rows rows) {
        if (order == Order.OLDEST_FIRST) {
            oldestFirst(from, to, rows);
        } else {
            newestFirst(from, to, rows);
        }
    }

    private void oldestFirst(long from, long to, Rows rows) {
        for (int i = Math.max(0, chunkOf(from)); i < chunks.size(); i++) {
            SampleChunk chunk = chunks.get(i);
            for (int row = chunk.firstFrom(from); row < chunk.end(); row++) {
                if (chunk.tsAt(row) > to || !rows.row(chunk, row)) {
                    return;
                }
            }
        }
    }

    private void newestFirst(long from, long to, Rows rows) {
        for (int i = chunkOf(to); i >= 0; i--) {
            SampleChunk chunk = chunks.get(i);
            for (int row = lastUpTo(chunk, to); row >= chunk.start(); row--) {
                if (chunk.tsAt(row) < from || !rows.row(chunk, row)) {
                    return;
                }
            }
        }
    }

    private Put putInFull(int index, SampleChunk full, Score score, long arrival) {
        if (score.ts() > full.tsAt(full.end() - 1)) {
            return add(index + 1, new SampleChunk(arrival), score, arrival);
        }
        SampleChunk newer = full.split();
        chunks.add(index + 1, newer);
        (score.ts() < newer.tsAt(newer.start()) ? full : newer).put(score, arrival);
        return new Put(true, newer);
    }

    private Put add(int index, SampleChunk chunk, Score score, long arrival) {
        chunk.put(score, arrival);
        chunks.add(index, chunk);
        return new Put(true, chunk);
    }

    /** The last chunk that begins at {@code ts} or before; -1 if none does. */
    private int chunkOf(long ts) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            SampleChunk chunk = chunks.get(middle);
            if (chunk.tsAt(chunk.start()) <= ts) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static int lastUpTo(SampleChunk chunk, long to) {
        return to == Long.MAX_VALUE ? chunk.end() - 1 : chunk.firstFrom(to + 1) - 1;
    }
}
