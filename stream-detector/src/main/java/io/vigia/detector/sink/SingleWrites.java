package io.vigia.detector.sink;

import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a failed batch one by one, so that one failing write does not block the others. */
final class SingleWrites {
    private final List<WriteResult.Refused> refused = new ArrayList<>();
    private int expired;
    private boolean replicated = true;
    private @Nullable WriteResult last;

    private SingleWrites() {}

    /**
     * Writes all of them; repeating a write changes nothing.
     *
     * @param failure of the whole batch; thrown if every single write fails, because then the cause is not one of the writes
     * @throws StoreUnavailableException if the store becomes unavailable
     */
    static WriteResult of(SeriesStore store, List<StoreWrite> writes, RuntimeException failure) {
        SingleWrites result = new SingleWrites();
        writes.forEach(write -> result.write(store, write));
        if (result.last == null) {
            throw failure;
        }
        return new WriteResult(result.refused, result.expired, result.replicated, result.last.epoch());
    }

    private void write(SeriesStore store, StoreWrite write) {
        try {
            WriteResult one = store.write(List.of(write));
            refused.addAll(one.refused());
            expired += one.expired();
            replicated &= one.replicated();
            last = one;
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException unexpected) {
            refused.add(new WriteResult.Refused(write, "the store failed on it: " + unexpected));
        }
    }
}
