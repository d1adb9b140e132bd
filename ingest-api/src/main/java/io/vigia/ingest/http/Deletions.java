package io.vigia.ingest.http;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventIds;
import java.util.List;

/**
 * The deletions of one call.
 *
 * <p>Deletions of one partition are written and applied in the order of the list, so the confirmation of the last one
 * confirms all of them. The last thousand are therefore enough for any number: a partition that has deletions but none
 * among these is practically impossible (twelve partitions, sensors spread by hash: one in 10<sup>37</sup>).
 *
 * @param all in the order in which they are to be written
 */
record Deletions(List<Deletion> all) {
    /** Limits the share of one call in {@code INGEST_MAX_WAITING}. */
    static final int MAX_AWAITED = 1_000;

    /** Creates one deletion per sensor. */
    static Deletions of(List<String> sensors) {
        return new Deletions(sensors.stream()
                .map(sensor -> new Deletion(EventIds.next(), sensor))
                .toList());
    }

    /** The ids of the confirmations to wait for. */
    List<String> awaited() {
        return all.stream()
                .skip(Math.max(0, all.size() - MAX_AWAITED))
                .map(Deletion::id)
                .toList();
    }

    /** How many the store has applied, at least, if this many of the awaited ones are confirmed. */
    int applied(int confirmed) {
        return confirmed == Math.min(all.size(), MAX_AWAITED) ? all.size() : confirmed;
    }
}
