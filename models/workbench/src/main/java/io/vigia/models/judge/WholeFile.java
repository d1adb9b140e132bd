package io.vigia.models.judge;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Files that appear whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes lines, in place of a file that is there.
     *
     * @throws WorkbenchException if that is not possible; what was there stays
     */
    public static void write(Path file, List<String> lines) {
        write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes, as {@link #write(Path, List)}. */
    public static void write(Path file, byte[] bytes) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(), "could not be written (" + e + ")", "Give a writable folder.", e);
        }
    }
}
