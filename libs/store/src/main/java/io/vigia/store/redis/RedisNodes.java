package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The last known masters, for readers and the writer. */
final class RedisNodes {
    private final MasterLookup lookup;
    private final AtomicReference<@Nullable RedisTopology> heard = new AtomicReference<>();

    RedisNodes(MasterLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The masters; looks them up if they are unknown.
     *
     * @throws StoreUnavailableException if no node names them
     */
    RedisTopology masters() {
        RedisTopology known = heard.get();
        if (known != null) {
            return known;
        }
        RedisTopology found = lookup.find();
        heard.set(found);
        return found;
    }

    /** Forgets the masters after a failure that a change of master may explain; the next call looks them up again. */
    void doubt() {
        heard.set(null);
    }
}
