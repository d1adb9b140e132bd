package io.vigia.ingest.http;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventIds;
import java.util.List;

/**
 * The deletions of one call.
 *
 * <p>Those of a partition are written and applied in the order of the list, so that the confirmation of the last one
 * stands for all of them. Hence the last thousand tell about any number: that a partition has deletions, and none among
 * these, does not happen (twelve partitions, sensors spread by hash: one in 10<sup>37</sup>).
 *
 * @param all in the order in which they are to be written
 */
record Deletions(List<Deletion> all) {
    /** Bounds what one call takes of {@code INGEST_MAX_WAITING}. */
    static final int MAX_AWAITED = 1_000;

    /** One for each sensor. */
    static Deletions of(List<String> sensors) {
        return new Deletions(sensors.stream()
                .map(sensor -> new Deletion(EventIds.next(), sensor))
                .toList());
    }

    /** The ids whose confirmations are to be awaited. */
    List<String> awaited() {
        return all.stream()
                .skip(Math.max(0, all.size() - MAX_AWAITED))
                .map(Deletion::id)
                .toList();
    }

    /** How many the store has applied at least, if so many of the awaited are confirmed. */
    int applied(int confirmed) {
        return confirmed == Math.min(all.size(), MAX_AWAITED) ? all.size() : confirmed;
    }
}
