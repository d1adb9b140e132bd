package io.vigia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** An API key that may send and read, and its line in a file of keys as docs/security.md has it, without classes of ours. */
record CallerKey(String text) {
    static CallerKey random() {
        return new CallerKey(UUID.randomUUID().toString());
    }

    /** Writes a file of keys that holds the digest of this one alone. */
    Path writeTo(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Files.writeString(file, "send,read test " + HexFormat.of().formatHex(digest) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
