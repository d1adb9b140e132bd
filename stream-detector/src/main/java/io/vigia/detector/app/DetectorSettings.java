package io.vigia.detector.app;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the detector.
 *
 * @param model the folder of the model bundle; empty for the shipped one
 * @param shadowModel the folder of a shadow bundle, which also scores; empty for none
 * @param data the folder of local state
 * @param threads number of stream threads
 * @param batchSize maximum number of readings scored together
 * @param maxWaitMs maximum time that a reading waits for its batch, in milliseconds
 * @param commitMs milliseconds between commits
 * @param standbyReplicas copies of each state on other instances
 * @param sessionTimeoutMs time after which a failed instance loses its partitions
 * @param transactionTimeoutMs time after which the open transaction of a failed instance ends
 * @param cacheBytes of the state stores' cache
 * @param lostOffsets what to do if the group's offsets are lost
 */
public record DetectorSettings(
        Optional<Path> model,
        Optional<Path> shadowModel,
        Path data,
        int threads,
        int batchSize,
        int maxWaitMs,
        int commitMs,
        int standbyReplicas,
        int sessionTimeoutMs,
        int transactionTimeoutMs,
        long cacheBytes,
        LostOffsetsPolicy lostOffsets) {
    public static final Setting<String> MODEL =
            Setting.text("VIGIA_MODEL", "", "Folder of the model bundle; empty: the bundle that ships with Vigía");

    public static final Setting<String> SHADOW_MODEL = Setting.text(
            "VIGIA_SHADOW_MODEL",
            "",
            "Folder of a second bundle that also scores every reading, only into `vigia.scores.shadow.v1`; empty:"
                    + " none");

    public static final Setting<String> DATA = Setting.text("VIGIA_DATA", "./data", "Folder of all data on disk");

    public static final Setting<Integer> THREADS =
            Setting.integer("DETECTOR_THREADS", 1, 1, 12, "Number of stream threads, which share the 12 partitions");

    public static final Setting<Integer> BATCH_SIZE =
            Setting.integer("DETECTOR_BATCH_SIZE", 128, 1, 512, "Maximum number of readings scored together");

    public static final Setting<Integer> MAX_WAIT_MS = Setting.integer(
            "DETECTOR_MAX_WAIT_MS", 3, 1, 60_000, "Maximum time that a reading waits for its batch, in ms");

    public static final Setting<Integer> COMMIT_MS = Setting.integer(
            "DETECTOR_COMMIT_MS",
            200,
            10,
            10_000,
            "How often scores are committed, in ms; readers of committed records, such as the store, see them no earlier");

    public static final Setting<Integer> STANDBY_REPLICAS =
            Setting.integer("DETECTOR_STANDBY_REPLICAS", 1, 0, 5, "Copies of each sensor's state on other detectors");

    public static final Setting<Integer> SESSION_TIMEOUT_MS = Setting.integer(
            "DETECTOR_SESSION_TIMEOUT_MS",
            6_000,
            6_000,
            300_000,
            "How long a failed detector keeps its partitions, in ms");

    public static final Setting<Integer> TRANSACTION_TIMEOUT_MS = Setting.integer(
            "DETECTOR_TRANSACTION_TIMEOUT_MS",
            10_000,
            1_000,
            900_000,
            "Maximum time that the open transaction of a failed detector blocks readers of committed records, in ms;"
                    + " normally the detector that takes over aborts it at once");

    public static final Setting<Integer> CACHE_MB =
            Setting.integer("DETECTOR_CACHE_MB", 64, 1, 4_096, "Cache of the state stores, in MiB");

    public static final Setting<LostOffsetsPolicy> LOST_OFFSETS = Setting.choice(
            "DETECTOR_LOST_OFFSETS",
            LostOffsetsPolicy.REFUSE,
            "What a detector does at startup if Kafka no longer has its group's offsets: refuse to start, score all"
                    + " readings again from the beginning, or continue at the end");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(
            MODEL,
            SHADOW_MODEL,
            DATA,
            THREADS,
            BATCH_SIZE,
            MAX_WAIT_MS,
            COMMIT_MS,
            STANDBY_REPLICAS,
            SESSION_TIMEOUT_MS,
            TRANSACTION_TIMEOUT_MS,
            CACHE_MB,
            LOST_OFFSETS);

    /**
     * Reads them.
     *
     * @throws io.vigia.settings.InvalidSettingException if a setting is invalid
     */
    public static DetectorSettings from(Variables variables) {
        return new DetectorSettings(
                folder(MODEL.from(variables)),
                folder(SHADOW_MODEL.from(variables)),
                Path.of(DATA.from(variables)),
                THREADS.from(variables),
                BATCH_SIZE.from(variables),
                MAX_WAIT_MS.from(variables),
                COMMIT_MS.from(variables),
                STANDBY_REPLICAS.from(variables),
                SESSION_TIMEOUT_MS.from(variables),
                TRANSACTION_TIMEOUT_MS.from(variables),
                (long) CACHE_MB.from(variables) << 20,
                LOST_OFFSETS.from(variables));
    }

    /** Adds to a check that the configured bundles exist. */
    public static void requireBundles(SettingsCheck check, Variables variables) {
        check.holds(() -> requireBundle(MODEL, variables));
        check.holds(() -> requireBundle(SHADOW_MODEL, variables));
    }

    private static void requireBundle(Setting<String> setting, Variables variables) {
        String folder = setting.from(variables);
        if (!folder.isEmpty() && !Files.isRegularFile(Path.of(folder, "model.json"))) {
            throw new InvalidSettingException(
                    setting.variable(), folder, "the folder of a bundle, which has model.json and model.onnx");
        }
    }

    private static Optional<Path> folder(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
