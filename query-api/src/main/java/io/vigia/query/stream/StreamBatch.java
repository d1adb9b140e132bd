package io.vigia.query.stream;

import java.util.List;

/**
 * What there is to tell a listener at once.
 *
 * @param missed true if events before these are gone untold
 * @param events in the order of each sensor
 */
public record StreamBatch(boolean missed, List<StreamEvent> events) {
    /** True if there is nothing to tell. */
    public boolean isEmpty() {
        return !missed && events.isEmpty();
    }
}
