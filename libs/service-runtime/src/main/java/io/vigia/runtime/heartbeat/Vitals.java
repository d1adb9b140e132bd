package io.vigia.runtime.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * The meters that a service reports in its heartbeats, by name, whatever their tags.
 *
 * @param service as in {@link io.vigia.contract.Heartbeat#service}
 * @param total counters
 * @param failed counters; null: the service counts no failures
 * @param latency a timer with a histogram
 * @param pending a gauge; null: not known
 * @param inFlight a gauge; null: not known
 */
public record Vitals(
        String service,
        String total,
        @Nullable String failed,
        String latency,
        @Nullable String pending,
        @Nullable String inFlight) {}
