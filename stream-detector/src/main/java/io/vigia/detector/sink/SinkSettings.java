package io.vigia.detector.sink;

import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the sink.
 *
 * @param batchSize maximum number of records written at once
 * @param rewind how far to go back when a master of the store was replaced
 * @param holdAtMost how long to delay commits while fewer replicas confirm than configured
 * @param sessionTimeout time after which a failed member loses its partitions
 */
public record SinkSettings(int batchSize, Duration rewind, Duration holdAtMost, Duration sessionTimeout) {
    /**
     * How often members of our groups send heartbeats, in milliseconds. Members learn of a rebalance by their heartbeats, and
     * all wait for the last one.
     */
    public static final int HEARTBEAT_MS = 500;

    public static final Setting<Integer> BATCH_SIZE = Setting.integer(
            "SINK_BATCH_SIZE", 2_000, 1, 50_000, "Maximum number of records that the sink writes to the store at once");

    public static final Setting<Integer> REWIND_SECONDS = Setting.integer(
            "SINK_REWIND_SECONDS",
            60,
            0,
            86_400,
            "How far the sink goes back in the topic after a Redis master was replaced, in s");

    public static final Setting<Integer> HOLD_SECONDS = Setting.integer(
            "SINK_HOLD_SECONDS",
            300,
            0,
            86_400,
            "How long the sink delays its commit while too few Redis replicas confirm, in s; then it commits and warns");

    public static final Setting<Integer> SESSION_TIMEOUT_MS = Setting.integer(
            "SINK_SESSION_TIMEOUT_MS", 6_000, 6_000, 300_000, "How long a failed sink keeps its partitions, in ms");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(BATCH_SIZE, REWIND_SECONDS, HOLD_SECONDS, SESSION_TIMEOUT_MS);

    /**
     * Reads them.
     *
     * @throws io.vigia.settings.InvalidSettingException if a setting is invalid
     */
    public static SinkSettings from(Variables variables) {
        return new SinkSettings(
                BATCH_SIZE.from(variables),
                Duration.ofSeconds(REWIND_SECONDS.from(variables)),
                Duration.ofSeconds(HOLD_SECONDS.from(variables)),
                Duration.ofMillis(SESSION_TIMEOUT_MS.from(variables)));
    }
}
