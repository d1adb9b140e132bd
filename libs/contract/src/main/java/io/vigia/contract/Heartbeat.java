package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * The state of an instance of a service, sent every {@link #EVERY_MS} milliseconds as a record of the instances topic, whose
 * key is {@link #key}. The last one before a clean stop has {@code stopping} set.
 *
 * @param service {@code ingest-api}, {@code stream-detector}, {@code sink}, {@code query-api} or {@code notifier}
 * @param hostname of its machine or container
 * @param startedAt epoch milliseconds of the start of the process; distinguishes restarts on the same host
 * @param at epoch milliseconds of this heartbeat, by the instance's clock
 * @param stopping true in the last heartbeat of an instance that stops
 * @param total readings acknowledged, scores given, records stored or calls answered since it started
 * @param perSecond the same per second, over the last ten seconds
 * @param failed readings that Kafka did not acknowledge, dead letters, or records refused by the store, since it started
 * @param pending pending records; null if the instance does not know
 * @param inFlight records in progress; null if the instance does not know
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
    /** The interval of heartbeats, in milliseconds. */
    public static final int EVERY_MS = 2_000;

    /** The time without a heartbeat after which an instance is considered dead, in milliseconds. */
    public static final int SILENT_MS = 4 * EVERY_MS;

    /** The record's key; a restarted instance has a new key. */
    public String key() {
        return service + "/" + hostname + "/" + startedAt;
    }

    /**
     * Whether the instance is running, as far as is known.
     *
     * @param silentMs time since this heartbeat arrived, in milliseconds, by the caller's clock, because the clock of the
     *     instance may be wrong or changed
     */
    public boolean aliveAfter(long silentMs) {
        return !stopping && silentMs <= SILENT_MS;
    }
}
