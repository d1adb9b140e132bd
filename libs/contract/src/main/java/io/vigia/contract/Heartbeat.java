package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * What an instance of a service says of itself every {@link #EVERY_MS}: a record of the instances topic, whose key is
 * {@link #key}. The last one before a clean stop says {@code stopping}.
 *
 * @param service {@code ingest-api}, {@code stream-detector}, {@code sink} or {@code query-api}
 * @param hostname of its machine or container
 * @param startedAt epoch milliseconds at which the process began; tells one life of a host from the next
 * @param at epoch milliseconds of this heartbeat, by the instance's clock
 * @param stopping true in the last one of an instance that is told to stop
 * @param total readings acknowledged, scores given, records stored or calls answered since it started
 * @param perSecond the same for each second, over the last ten
 * @param failed readings that Kafka did not take, dead letters, or records refused by the store, since it started
 * @param pending records that wait for it, as far as it sees that itself; null if it does not
 * @param inFlight records that it works on; null if it does not know
 * @param p50Ms the median of what {@code total} counts, over the last minute, in milliseconds: acknowledgement, event to
 *     verdict, write of a batch, answer of a call; null if there was none
 * @param p99Ms the 99th percentile of the same
 */
public record Heartbeat(
        String service,
        String hostname,
        long startedAt,
        long at,
        boolean stopping,
        long total,
        double perSecond,
        long failed,
        @Nullable Long pending,
        @Nullable Long inFlight,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms) {
    /** How often an instance speaks, in milliseconds. */
    public static final int EVERY_MS = 2_000;

    /** An instance that was silent for longer is taken for dead, in milliseconds. */
    public static final int SILENT_MS = 4 * EVERY_MS;

    /** The record's key: one for each life of each instance. */
    public String key() {
        return service + "/" + hostname + "/" + startedAt;
    }

    /**
     * Whether the instance runs, as far as one can know.
     *
     * @param silentMs how long ago this heartbeat arrived, in milliseconds, by the clock of whoever asks: that of the
     *     instance may be wrong, or set meanwhile
     */
    public boolean aliveAfter(long silentMs) {
        return !stopping && silentMs <= SILENT_MS;
    }
}
