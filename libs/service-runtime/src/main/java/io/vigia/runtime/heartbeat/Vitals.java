package io.vigia.runtime.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * Which of its meters a service speaks of in its heartbeats; each by name, whatever its tags.
 *
 * @param service as in {@link io.vigia.contract.Heartbeat#service}
 * @param total counters
 * @param failed counters; null: nothing fails here
 * @param latency a timer with a histogram
 * @param pending a gauge; null: not seen here
 * @param inFlight a gauge; null: not known
 */
public record Vitals(
        String service,
        String total,
        @Nullable String failed,
        String latency,
        @Nullable String pending,
        @Nullable String inFlight) {}
