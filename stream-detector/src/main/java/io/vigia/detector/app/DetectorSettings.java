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
 * How the detector runs.
 *
 * @param model the folder of the bundle that judges; empty for the shipped one
 * @param shadowModel the folder of a bundle that judges beside it; empty for none
 * @param data where local state lies
 * @param threads stream threads
 * @param batchSize readings judged together at most
 * @param maxWaitMs milliseconds that a reading waits for its batch
 * @param commitMs milliseconds between commits
 * @param standbyReplicas copies of each state on other instances
 * @param sessionTimeoutMs after which an instance that died gives up its partitions
 * @param transactionTimeoutMs after which the open transaction of an instance that died ends
 * @param cacheBytes of the state stores' cache
 * @param lostOffsets what it does where its group's offsets are lost
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
            Setting.text("VIGIA_MODEL", "", "Folder of the model bundle; empty: the shipped one");

    public static final Setting<String> SHADOW_MODEL = Setting.text(
            "VIGIA_SHADOW_MODEL",
            "",
            "Folder of a second bundle that scores every reading too, into `vigia.scores.shadow.v1` and nowhere else; empty:"
                    + " none");

    public static final Setting<String> DATA =
            Setting.text("VIGIA_DATA", "./data", "Folder of everything kept on disk");

    public static final Setting<Integer> THREADS =
            Setting.integer("DETECTOR_THREADS", 1, 1, 12, "Stream threads; 12 partitions are shared by all of them");

    public static final Setting<Integer> BATCH_SIZE =
            Setting.integer("DETECTOR_BATCH_SIZE", 128, 1, 512, "Readings judged together at most");

    public static final Setting<Integer> MAX_WAIT_MS = Setting.integer(
            "DETECTOR_MAX_WAIT_MS", 3, 1, 60_000, "How long a reading waits for its batch before it is judged, in ms");

    public static final Setting<Integer> COMMIT_MS = Setting.integer(
            "DETECTOR_COMMIT_MS",
            200,
            10,
            10_000,
            "How often scores are committed, in ms: readers of committed records, the store among them, see them no sooner");

    public static final Setting<Integer> STANDBY_REPLICAS = Setting.integer(
            "DETECTOR_STANDBY_REPLICAS", 1, 0, 5, "Copies of each sensor's state kept on other detectors");

    public static final Setting<Integer> SESSION_TIMEOUT_MS = Setting.integer(
            "DETECTOR_SESSION_TIMEOUT_MS",
            6_000,
            6_000,
            300_000,
            "How long a detector that died keeps its partitions, in ms");

    public static final Setting<Integer> TRANSACTION_TIMEOUT_MS = Setting.integer(
            "DETECTOR_TRANSACTION_TIMEOUT_MS",
            10_000,
            1_000,
            900_000,
            "How long the open transaction of a detector that died holds back readers of committed records at most, in ms;"
                    + " the detector that takes over ends it at once");

    public static final Setting<Integer> CACHE_MB =
            Setting.integer("DETECTOR_CACHE_MB", 64, 1, 4_096, "Cache of the state stores, in MiB");

    public static final Setting<LostOffsetsPolicy> LOST_OFFSETS = Setting.choice(
            "DETECTOR_LOST_OFFSETS",
            LostOffsetsPolicy.REFUSE,
            "What a detector does at its start when Kafka no longer has its group's offsets: refuse to start, judge again"
                    + " from the beginning, or go on at the end");

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
     * @throws io.vigia.settings.InvalidSettingException if one is not allowed
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

    /** Adds to a check whether the bundles that they name are there. */
    public static void requireBundles(SettingsCheck check, Variables variables) {
        check.holds(() -> requireBundle(MODEL, variables));
        check.holds(() -> requireBundle(SHADOW_MODEL, variables));
    }

    private static void requireBundle(Setting<String> setting, Variables variables) {
        String folder = setting.from(variables);
        if (!folder.isEmpty() && !Files.isRegularFile(Path.of(folder, "model.json"))) {
            throw new InvalidSettingException(
                    setting.variable(), folder, "a bundle's folder, with model.json and model.onnx in it");
        }
    }

    private static Optional<Path> folder(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
