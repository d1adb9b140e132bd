package io.vigia.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/** The files of the live page, read once from the class path. One digest is the version of all, because they change together. */
public final class Assets {
    private static final String FOLDER = "classpath:io/vigia/query/assets/";
    private static final int VERSION_LENGTH = 12;

    private final SortedMap<String, byte[]> files;
    private final String version;

    private Assets(SortedMap<String, byte[]> files) {
        this.files = files;
        this.version = digest(files);
    }

    /** Reads them all. */
    public static Assets read() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FOLDER + "*.*")) {
                try (InputStream bytes = file.getInputStream()) {
                    files.put(String.valueOf(file.getFilename()), bytes.readAllBytes());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Assets(files);
    }

    /** The version of the files, which changes with their content. */
    public String version() {
        return version;
    }

    /** A file's bytes; null if there is no file with this name. */
    byte @Nullable [] file(String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? null : bytes.clone();
    }

    static MediaType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> new MediaType("text", "javascript", StandardCharsets.UTF_8);
            case "css" -> new MediaType("text", "css", StandardCharsets.UTF_8);
            case "svg" -> MediaType.valueOf("image/svg+xml");
            default -> MediaType.APPLICATION_OCTET_STREAM;
        };
    }

    private static String digest(SortedMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), VERSION_LENGTH / 2));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
