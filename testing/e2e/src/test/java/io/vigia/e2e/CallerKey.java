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

/** An API key, and its line in a file of keys as docs/security.md has it, without classes of ours. */
record CallerKey(String text) {
    static CallerKey random() {
        return new CallerKey(UUID.randomUUID().toString());
    }

    /** Writes a file of keys that holds the digest of this one alone, which may send and read. */
    Path writeTo(Path file) {
        try {
            return Files.writeString(file, line("send,read test"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its line: roles, perhaps sensors, and a name, then its digest. */
    String line(String fields) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return fields + " " + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
