package io.vigia.detector.sink;

import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one by one what the store can't take together, so that one write that it fails on holds up no other. */
final class SingleWrites {
    private final List<WriteResult.Refused> refused = new ArrayList<>();
    private int expired;
    private boolean replicated = true;
    private @Nullable WriteResult last;

    private SingleWrites() {}

    /**
     * Writes all of them; writing again what was written changes nothing.
     *
     * @param failure of all together; thrown if the store takes none: the fault is not a write's then
     * @throws StoreUnavailableException if the store is unavailable meanwhile
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
