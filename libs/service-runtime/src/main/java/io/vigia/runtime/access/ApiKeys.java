package io.vigia.runtime.access;

import io.vigia.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a file, read again when the file changes. One that can't be used then changes nothing: the keys of before go
 * on, the log says so at each change, and {@link #broken} until it is mended.
 */
public final class ApiKeys implements AutoCloseable {
    /** How often the file is looked at: a key that was taken out works so long at most. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final int LARGEST_FILE = 1 << 20;

    private final Path file;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "api-keys");
        thread.setDaemon(true);
        return thread;
    });

    private volatile KeyRing ring;
    private volatile boolean broken;
    private byte @Nullable [] seen;

    private ApiKeys(Path file, byte[] content, KeyRing ring) {
        this.file = file;
        this.seen = content;
        this.ring = ring;
    }

    /**
     * Reads a file of keys and goes on looking at it.
     *
     * @throws InvalidSettingException if it can't be used
     */
    public static ApiKeys watching(Path file) {
        ApiKeys keys = read(file);
        long millis = PERIOD.toMillis();
        var unused = keys.watch.scheduleWithFixedDelay(keys::lookAnyway, millis, millis, TimeUnit.MILLISECONDS);
        return keys;
    }

    /**
     * Reads a file of keys, and looks at it again when {@link #look} is called.
     *
     * @throws InvalidSettingException if it can't be used
     */
    static ApiKeys read(Path file) {
        try {
            byte[] content = content(file);
            return new ApiKeys(file, content, KeyRing.parse(text(content)));
        } catch (IOException | InvalidKeysException unusable) {
            throw new InvalidSettingException(
                    AccessSettings.KEYS_FILE.variable(),
                    file.toString(),
                    "a readable file of keys, a line each: role name sha256 (" + reason(unusable) + ")");
        }
    }

    private void lookAnyway() {
        try {
            look();
        } catch (RuntimeException | Error unexpected) {
            // What leaves a scheduled task ends its schedule for ever.
            LOG.error("{} could not be looked at; the keys of before stay until the next look", file, unexpected);
        }
    }

    /** Whose key this is; null for nobody's. */
    public @Nullable ApiKey find(String presented) {
        return ring.find(presented);
    }

    /** How many keys are let in. */
    public int size() {
        return ring.size();
    }

    /** Whether the file can't be used as it is now, so that older keys are in force. */
    public boolean broken() {
        return broken;
    }

    /**
     * Takes what the file says now. The content decides, which a few kB make cheap: two writes in one tick of the file
     * system's clock may leave size and time as they were, and the second may be the one that takes a key out.
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
            LOG.info("{} holds {} keys now", file, ring.size());
        } catch (IOException | InvalidKeysException unusable) {
            boolean news = !broken || !Arrays.equals(content, seen);
            broken = true;
            if (news) {
                LOG.error("{} can't be used, so the keys of before stay: {}", file, reason(unusable));
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
            throw new IOException("it has more than " + LARGEST_FILE + " bytes");
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
            return "it is not text in UTF-8";
        }
        return unusable instanceof InvalidKeysException ? String.valueOf(unusable.getMessage()) : unusable.toString();
    }
}
