package io.vigia.ingest.app;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;

/**
 * The settings of ingest-api.
 *
 * @param ackTimeout how long to wait for Kafka to acknowledge a reading before answering 503
 * @param bufferBytes maximum memory of readings that wait for Kafka, in bytes
 * @param maxBodyBytes maximum size of one body, uncompressed, in bytes
 * @param maxRecords maximum number of records in one body
 * @param inFlightBytes maximum memory of all bodies in progress, in bytes
 * @param maxSensors maximum number of known sensors
 * @param detectWait how long {@code /detectar} waits for the verdict unless the caller sets another time
 * @param maxWaiting maximum number of callers that wait for a verdict or a confirmation
 */
public record IngestSettings(
        Duration ackTimeout,
        long bufferBytes,
        int maxBodyBytes,
        int maxRecords,
        long inFlightBytes,
        int maxSensors,
        Duration detectWait,
        int maxWaiting) {
    public static final Setting<Integer> ACK_TIMEOUT_MS = Setting.integer(
            "INGEST_ACK_TIMEOUT_MS",
            5_000,
            500,
            120_000,
            "How long to wait for Kafka to acknowledge a reading, in ms; then: 503");

    public static final Setting<Long> BUFFER_BYTES = Setting.longInteger(
            "INGEST_BUFFER_BYTES",
            64L << 20,
            1L << 20,
            4L << 30,
            "Maximum memory of readings that wait for Kafka's acknowledgement, in bytes; beyond: 503");

    public static final Setting<Integer> MAX_BODY_BYTES = Setting.integer(
            "INGEST_MAX_BODY_BYTES",
            16 << 20,
            1_024,
            1 << 30,
            "Maximum size of one request body, uncompressed, in bytes; beyond: 413");

    public static final Setting<Integer> MAX_RECORDS = Setting.integer(
            "INGEST_MAX_RECORDS", 200_000, 1, 10_000_000, "Maximum number of records in one request body; beyond: 413");

    public static final Setting<Long> IN_FLIGHT_BYTES = Setting.longInteger(
            "INGEST_IN_FLIGHT_BYTES",
            64L << 20,
            1L << 20,
            16L << 30,
            "Maximum memory of all request bodies in progress, uncompressed, in bytes; beyond: 429");

    public static final Setting<Integer> MAX_SENSORS = Setting.integer(
            "VIGIA_MAX_SENSORS", 100_000, 1, 100_000_000, "Maximum number of known sensors; a new sensor beyond: 429");

    public static final Setting<Integer> DETECT_WAIT_MS = Setting.integer(
            "DETECT_WAIT_MS",
            2_000,
            0,
            60_000,
            "How long /detectar waits for the verdict unless `Prefer: wait=N` sets another time, in ms; then: 202");

    public static final Setting<Integer> MAX_WAITING = Setting.integer(
            "INGEST_MAX_WAITING",
            10_000,
            1,
            1_000_000,
            "Maximum number of callers that wait for a verdict or a deletion; beyond: 429");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(
            ACK_TIMEOUT_MS,
            BUFFER_BYTES,
            MAX_BODY_BYTES,
            MAX_RECORDS,
            IN_FLIGHT_BYTES,
            MAX_SENSORS,
            DETECT_WAIT_MS,
            MAX_WAITING);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if one is not allowed
     */
    public static IngestSettings from(Variables variables) {
        return new IngestSettings(
                Duration.ofMillis(ACK_TIMEOUT_MS.from(variables)),
                BUFFER_BYTES.from(variables),
                MAX_BODY_BYTES.from(variables),
                MAX_RECORDS.from(variables),
                Math.max(IN_FLIGHT_BYTES.from(variables), MAX_BODY_BYTES.from(variables)),
                MAX_SENSORS.from(variables),
                Duration.ofMillis(DETECT_WAIT_MS.from(variables)),
                MAX_WAITING.from(variables));
    }
}
