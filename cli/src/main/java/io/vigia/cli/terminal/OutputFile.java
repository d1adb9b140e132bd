package io.vigia.cli.terminal;

import io.vigia.cli.kafka.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command writes where its user says. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a file that is there already, before any work is done.
     *
     * @param force true to replace it
     * @throws CommandFailedException if it is there, or can't be: its folder is missing
     */
    public static void requireFree(Path file, boolean force) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + " can't be written: it is a folder; name a file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailedException(
                    file + " can't be written: " + folder + " is no folder; make it, or name another");
        }
        if (!force && Files.exists(file)) {
            throw new CommandFailedException(file + " exists; give --force to replace it, or another name");
        }
    }

    /** Writes a text, whole or not at all. */
    public static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
