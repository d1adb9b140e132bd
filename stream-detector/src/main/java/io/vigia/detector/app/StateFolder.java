package io.vigia.detector.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder in which Kafka Streams keeps the stores of one application. With exactly-once, it does not use a store that was
 * not closed, as after {@code kill -9}, but notices this only after opening it: it opens each store twice, releases all tasks,
 * rejoins the group and opens each store again. To avoid this, such stores are deleted first.
 */
final class StateFolder {
    /** The name of a file that exists only while all stores are closed. */
    private static final String CLOSED = "closed";

    private static final String TASKS = "[0-9]*_[0-9]*";

    private final Path folder;

    /** @param folder the application's folder in the state directory; need not exist */
    StateFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares the folder for a run; call it after Streams has locked it and before it opens a store.
     *
     * @throws UncheckedIOException if a store that was not closed could not be deleted
     */
    void open() {
        try {
            if (!Files.deleteIfExists(folder.resolve(CLOSED)) && Files.isDirectory(folder)) {
                try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder, TASKS)) {
                    for (Path task : tasks) {
                        Files.walkFileTree(task, new Deletion());
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Records that all stores are closed. Without this, the next run restores them from Kafka. */
    void closed() throws IOException {
        Files.write(folder.resolve(CLOSED), new byte[0]);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
        }
    }
}
