package io.vigia.runtime.access;

import io.vigia.runtime.thread.DaemonScheduler;
import io.vigia.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a file, which is read again when it changes. If it is invalid then, the previous keys stay in force, each
 * change is logged, and {@link #broken} is true until the file is fixed.
 */
public final class ApiKeys implements AutoCloseable {
    /** How often the file is checked; a removed key works at most this long. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final int LARGEST_FILE = 1 << 20;

    private final Path file;
    private final ScheduledExecutorService watch = DaemonScheduler.named("api-keys");

    private volatile KeyRing ring;
    private volatile boolean broken;
    private byte @Nullable [] seen;

    private ApiKeys(Path file, byte[] content, KeyRing ring) {
        this.file = file;
        this.seen = content;
        this.ring = ring;
    }

    /**
     * Reads a key file and keeps checking it for changes.
     *
     * @throws InvalidSettingException if it is not usable
     */
    public static ApiKeys watching(Path file) {
        ApiKeys keys = read(file);
        long millis = PERIOD.toMillis();
        var unused = keys.watch.scheduleWithFixedDelay(keys::lookAnyway, millis, millis, TimeUnit.MILLISECONDS);
        return keys;
    }

    /**
     * Reads a key file, and checks it for changes when {@link #look} is called.
     *
     * @throws InvalidSettingException if it is not usable
     */
    static ApiKeys read(Path file) {
        try {
            byte[] content = content(file);
            return new ApiKeys(file, content, KeyRing.parse(text(content)));
        } catch (IOException | InvalidKeysException unusable) {
            throw new InvalidSettingException(
                    AccessSettings.KEYS_FILE.variable(),
                    file.toString(),
                    "a readable file of keys, one per line: role name sha256 (" + reason(unusable) + ")");
        }
    }

    private void lookAnyway() {
        try {
            look();
        } catch (RuntimeException | Error unexpected) {
            // An exception that leaves a scheduled task would cancel its schedule.
            LOG.error(
                    "{} could not be checked; the previous keys stay in force until the next check", file, unexpected);
        }
    }

    /** The key that matches; null if there is none. */
    public @Nullable ApiKey find(String presented) {
        return ring.find(presented);
    }

    /** The number of keys. */
    public int size() {
        return ring.size();
    }

    /** Whether the file is currently invalid, so that previous keys are in force. */
    public boolean broken() {
        return broken;
    }

    /**
     * Loads the file if its content has changed. Comparing the content is cheap for a few kB, and reliable: two writes in one
     * tick of the file system's clock may leave size and time unchanged, and the second may remove a key.
     */
    synchronized void look() {
        byte[] content = null;
        try {
            content = content(file);
            if (Arrays.equals(content, seen)) {
                return;
            }
            ring = KeyRing.parse(text(content));
            broken = false;
            LOG.info("Loaded {} with {} API key(s)", file, ring.size());
        } catch (IOException | InvalidKeysException unusable) {
            boolean news = !broken || !Arrays.equals(content, seen);
            broken = true;
            if (news) {
                LOG.error("{} is invalid, so the previous keys stay in force: {}", file, reason(unusable));
            }
        }
        seen = content;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("the file has more than " + LARGEST_FILE + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static String text(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static String reason(Exception unusable) {
        if (unusable instanceof CharacterCodingException) {
            return "the file is not valid UTF-8";
        }
        return unusable instanceof InvalidKeysException ? String.valueOf(unusable.getMessage()) : unusable.toString();
    }
}
