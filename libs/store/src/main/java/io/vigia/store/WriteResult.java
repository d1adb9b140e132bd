package io.vigia.store;

import java.util.List;

/**
 * What became of a list of writes.
 *
 * @param refused what the store refuses for good, with its reason; everything else was applied or is counted below
 * @param expired samples older than the retention, skipped
 * @param replicated true if the configured number of replicas has confirmed everything written; always true where none is
 *     configured
 * @param epoch names the masters that take writes and their lives, the same in every process: changes whenever one was
 *     replaced or restarted, since it may have lost what it had not replicated; the sink then writes the last minute
 *     again
 */
public record WriteResult(List<Refused> refused, int expired, boolean replicated, long epoch) {
    /**
     * A write that no retry will help.
     *
     * @param write as it was given
     * @param reason the store's own words
     */
    public record Refused(StoreWrite write, String reason) {}
}
