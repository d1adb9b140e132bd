package io.vigia.ingest.app;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;

/**
 * What ingest-api is told.
 *
 * @param ackTimeout how long Kafka has to acknowledge a reading before it is answered 503
 * @param bufferBytes bound of what waits for Kafka, in bytes
 * @param maxBodyBytes bound of one body, unpacked
 * @param maxRecords bound of the records in one body
 * @param inFlightBytes bound of all bodies that are being worked on
 * @param maxSensors bound of the known sensors
 * @param detectWait how long {@code /detectar} waits for the verdict unless the caller says otherwise
 * @param maxWaiting bound of the callers that wait for a verdict or a confirmation
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
            "How long Kafka has to acknowledge a reading before it is answered 503, in ms");

    public static final Setting<Long> BUFFER_BYTES = Setting.longInteger(
            "INGEST_BUFFER_BYTES",
            64L << 20,
            1L << 20,
            4L << 30,
            "Bound of what waits for Kafka's acknowledgement, in bytes; beyond it: 503");

    public static final Setting<Integer> MAX_BODY_BYTES = Setting.integer(
            "INGEST_MAX_BODY_BYTES", 16 << 20, 1_024, 1 << 30, "Bound of one body, unpacked, in bytes; beyond it: 413");

    public static final Setting<Integer> MAX_RECORDS = Setting.integer(
            "INGEST_MAX_RECORDS", 200_000, 1, 10_000_000, "Bound of the records in one body; beyond it: 413");

    public static final Setting<Long> IN_FLIGHT_BYTES = Setting.longInteger(
            "INGEST_IN_FLIGHT_BYTES",
            64L << 20,
            1L << 20,
            16L << 30,
            "Bound of all bodies that are being worked on, unpacked, in bytes; beyond it: 429");

    public static final Setting<Integer> MAX_SENSORS = Setting.integer(
            "VIGIA_MAX_SENSORS", 100_000, 1, 100_000_000, "Bound of the known sensors; a new one beyond it: 429");

    public static final Setting<Integer> DETECT_WAIT_MS = Setting.integer(
            "DETECT_WAIT_MS",
            2_000,
            0,
            60_000,
            "How long /detectar waits for the verdict unless `Prefer: wait=N` says otherwise, in ms; then: 202");

    public static final Setting<Integer> MAX_WAITING = Setting.integer(
            "INGEST_MAX_WAITING",
            10_000,
            1,
            1_000_000,
            "Bound of the callers that wait for a verdict or a deletion; beyond it: 429");

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
