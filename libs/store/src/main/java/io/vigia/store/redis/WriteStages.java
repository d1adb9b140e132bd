package io.vigia.store.redis;

import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a list of writes into phases, each of which is answered before the next is sent: a deletion is never in one phase
 * with other writes of its sensor, since a retry inside a phase may move a write behind what was after it.
 */
final class WriteStages {
    /** Most writes of a phase: what is held for its answers stays at some megabytes. */
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
