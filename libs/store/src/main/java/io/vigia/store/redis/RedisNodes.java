package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The masters as last heard of, for readers and the writer alike. */
final class RedisNodes {
    private final MasterLookup lookup;
    private final AtomicReference<@Nullable RedisTopology> heard = new AtomicReference<>();

    RedisNodes(MasterLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The masters, asked for if they are not known.
     *
     * @throws StoreUnavailableException if nobody tells
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

    /** Something failed that another master may explain: the next one who needs the masters asks again. */
    void doubt() {
        heard.set(null);
    }
}
