package io.vigia.query.app;

import io.vigia.contract.Topics;
import io.vigia.query.live.DetectionBook;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;

/**
 * What query-api alone is told.
 *
 * @param maxDetections verdicts held for those who come back for them
 * @param maxWaiters callers that wait for a verdict at the same time
 * @param maxWaitSeconds the longest wait for a verdict, in seconds
 * @param maxStreams streams of events that are open at the same time
 * @param streamHistory events of each partition that are held for listeners that come back
 */
public record QuerySettings(int maxDetections, int maxWaiters, int maxWaitSeconds, int maxStreams, int streamHistory) {
    public static final Setting<Integer> MAX_DETECTIONS = Setting.integer(
            "QUERY_MAX_DETECTIONS",
            100_000,
            1,
            10_000_000,
            "Verdicts that query-api holds for those who come back for them, for ten minutes at most");

    public static final Setting<Integer> MAX_WAITERS = Setting.integer(
            "QUERY_MAX_WAITERS",
            5_000,
            1,
            1_000_000,
            "Callers that may wait for a verdict of `/api/v1/detections/{id}` at the same time");

    public static final Setting<Integer> MAX_WAIT_SECONDS = Setting.integer(
            "QUERY_MAX_WAIT_SECONDS", 30, 1, 3_600, "The longest `wait` of `/api/v1/detections/{id}`, in seconds");

    public static final Setting<Integer> MAX_STREAMS = Setting.integer(
            "QUERY_MAX_STREAMS",
            200,
            1,
            10_000,
            "Streams of `/api/v1/stream` that may be open at the same time, at each replica; beyond it: 429");

    public static final Setting<Integer> STREAM_HISTORY = Setting.integer(
            "QUERY_STREAM_HISTORY",
            2_000,
            10,
            1_000_000,
            "Events of each partition with which a listener of `/api/v1/stream` that comes back goes on without missing any");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(MAX_DETECTIONS, MAX_WAITERS, MAX_WAIT_SECONDS, MAX_STREAMS, STREAM_HISTORY);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if one is not allowed
     */
    public static QuerySettings from(Variables variables) {
        return new QuerySettings(
                MAX_DETECTIONS.from(variables),
                MAX_WAITERS.from(variables),
                MAX_WAIT_SECONDS.from(variables),
                MAX_STREAMS.from(variables),
                STREAM_HISTORY.from(variables));
    }

    /** How much the book of detections holds. */
    DetectionBook.Bounds bookBounds() {
        return new DetectionBook.Bounds(maxDetections, maxWaiters, Duration.ofMillis(Topics.DETECTIONS_RETENTION_MS));
    }
}
