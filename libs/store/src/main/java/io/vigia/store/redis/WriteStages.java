package io.vigia.store.redis;

import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides a list of writes into stages; the replies of one are awaited before the next is sent. A deletion is never in one
 * stage with other writes of its sensor, because a retry within a stage may reorder writes.
 */
final class WriteStages {
    /** Maximum number of writes in a stage, so that what is kept for its replies takes a few megabytes. */
    static final int LONGEST = 5_000;

    private final List<List<StoreWrite>> phases = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private List<StoreWrite> phase = new ArrayList<>();

    private WriteStages() {}

    static List<List<StoreWrite>> of(List<StoreWrite> writes) {
        WriteStages phases = new WriteStages();
        writes.forEach(phases::add);
        phases.finish();
        return phases.phases;
    }

    private void add(StoreWrite write) {
        boolean deletion = write instanceof StoreWrite.Delete;
        boolean conflict = deleted.contains(write.sensor()) || (deletion && written.contains(write.sensor()));
        if (conflict || phase.size() == LONGEST) {
            finish();
        }
        phase.add(write);
        (deletion ? deleted : written).add(write.sensor());
    }

    private void finish() {
        if (!phase.isEmpty()) {
            phases.add(phase);
            phase = new ArrayList<>();
            written.clear();
            deleted.clear();
        }
    }
}
