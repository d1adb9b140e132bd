package io.vigia.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of Vigía, as the build named it. */
public final class Version {
    /** Such as {@code 0.1.0-SNAPSHOT}. */
    public static final String BUILD = read();

    /** Such as {@code 0.1.0}: what is released, or will be next. */
    public static final String RELEASE = BUILD.replace("-SNAPSHOT", "");

    private Version() {}

    private static String read() {
        try (InputStream file = Version.class.getResourceAsStream("version.txt")) {
            if (file == null) {
                throw new IllegalStateException("version.txt is missing in the build of contract");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
