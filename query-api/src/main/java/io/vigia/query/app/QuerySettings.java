package io.vigia.query.app;

import io.vigia.contract.Topics;
import io.vigia.query.live.DetectionBook;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;

/**
 * The settings of query-api only.
 *
 * @param maxDetections maximum number of verdicts held for later calls
 * @param maxWaiters maximum number of callers that wait for a verdict at the same time
 * @param maxWaitSeconds the longest wait for a verdict, in seconds
 * @param maxStreams maximum number of event streams open at the same time
 * @param streamHistory events per partition that are kept for clients that reconnect
 * @param maxIncidents maximum number of closed incidents kept for later calls
 */
public record QuerySettings(
        int maxDetections, int maxWaiters, int maxWaitSeconds, int maxStreams, int streamHistory, int maxIncidents) {
    public static final Setting<Integer> MAX_DETECTIONS = Setting.integer(
            "QUERY_MAX_DETECTIONS",
            100_000,
            1,
            10_000_000,
            "Maximum number of verdicts held for `/api/v1/detections/{id}`, each for ten minutes at most");

    public static final Setting<Integer> MAX_WAITERS = Setting.integer(
            "QUERY_MAX_WAITERS",
            5_000,
            1,
            1_000_000,
            "Maximum number of callers that wait at `/api/v1/detections/{id}` at the same time; beyond: 429");

    public static final Setting<Integer> MAX_WAIT_SECONDS = Setting.integer(
            "QUERY_MAX_WAIT_SECONDS", 30, 1, 3_600, "Longest `wait` of `/api/v1/detections/{id}`, in seconds");

    public static final Setting<Integer> MAX_STREAMS = Setting.integer(
            "QUERY_MAX_STREAMS",
            200,
            1,
            10_000,
            "Maximum number of open streams of `/api/v1/stream`, per replica; beyond: 429");

    public static final Setting<Integer> STREAM_HISTORY = Setting.integer(
            "QUERY_STREAM_HISTORY",
            2_000,
            10,
            1_000_000,
            "Number of recent events per partition kept so that a client of `/api/v1/stream` can reconnect without a gap");

    public static final Setting<Integer> MAX_INCIDENTS = Setting.integer(
            "QUERY_MAX_INCIDENTS",
            10_000,
            1,
            1_000_000,
            "Maximum number of closed incidents kept for `/api/v1/incidents`, 5 kB each at most; the oldest is dropped first, open ones are always kept");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(MAX_DETECTIONS, MAX_WAITERS, MAX_WAIT_SECONDS, MAX_STREAMS, STREAM_HISTORY, MAX_INCIDENTS);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid
     */
    public static QuerySettings from(Variables variables) {
        return new QuerySettings(
                MAX_DETECTIONS.from(variables),
                MAX_WAITERS.from(variables),
                MAX_WAIT_SECONDS.from(variables),
                MAX_STREAMS.from(variables),
                STREAM_HISTORY.from(variables),
                MAX_INCIDENTS.from(variables));
    }

    /** The limits of the book of detections. */
    DetectionBook.Bounds bookBounds() {
        return new DetectionBook.Bounds(maxDetections, maxWaiters, Duration.ofMillis(Topics.DETECTIONS_RETENTION_MS));
    }
}
