package io.vigia.store;

import java.util.List;

/**
 * The result of a list of writes.
 *
 * @param refused permanently refused writes, with reasons; all others were applied or are counted below
 * @param expired samples older than the retention, skipped
 * @param replicated true if the configured number of replicas has confirmed everything written; always true where none is
 *     configured
 * @param epoch names the masters that take writes and their lives, the same in every process: changes whenever one was
 *     replaced or restarted, since it may have lost what it had not replicated; the sink then writes the last minute
 *     again
 */
public record WriteResult(List<Refused> refused, int expired, boolean replicated, long epoch) {
    /**
     * A permanently refused write.
     *
     * @param write the write
     * @param reason the store's message
     */
    public record Refused(StoreWrite write, String reason) {}
}
