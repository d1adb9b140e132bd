package io.vigia.query.stream;

import java.util.List;

/**
 * The next events for a client.
 *
 * @param missed true if events before these are missing
 * @param events in the order of each sensor
 */
public record StreamBatch(boolean missed, List<StreamEvent> events) {
    /** True if there is nothing to send. */
    public boolean isEmpty() {
        return !missed && events.isEmpty();
    }
}
