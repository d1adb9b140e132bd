package io.vigia.store.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts visits, in a file if one is given. If the file is not usable, only the count is lost. */
final class VisitCounter {
    private static final Logger LOG = LoggerFactory.getLogger(VisitCounter.class);

    private final @Nullable Path file;
    private long visits;

    VisitCounter(@Nullable Path file) {
        this.file = file;
        this.visits = file == null ? 0 : read(file);
    }

    synchronized long count() {
        visits++;
        if (file != null) {
            write(file);
        }
        return visits;
    }

    private static long read(Path file) {
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (NoSuchFileException never) {
            return 0;
        } catch (IOException | NumberFormatException unreadable) {
            LOG.warn("Could not read the visit count in {}; it starts at 0: {}", file, unreadable.toString());
            return 0;
        }
    }

    private void write(Path target) {
        Path written = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(written, Long.toString(visits));
            // A rename, so that a kill in between leaves the old count instead of a partial number.
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            LOG.warn("Could not save the visit count in {}: {}", target, failed.toString());
        }
    }
}
