package io.vigia.cli.files;

import io.vigia.cli.kafka.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            throw new CommandFailedException(file + " could not be written: it is a folder; give the name of a file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailedException(file + " could not be written: the folder " + folder
                    + " was not found; create it, or give another");
        }
        if (!force && Files.exists(file)) {
            throw new CommandFailedException(file + " already exists; use --force to replace it, or give another name");
        }
    }
}
