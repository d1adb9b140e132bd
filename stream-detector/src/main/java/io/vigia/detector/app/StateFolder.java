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
 * Where Kafka Streams keeps the stores of one application on disk. Under exactly-once it trusts none that was not closed, as after
 * {@code kill -9}, but notices only when it has opened it: it opens each twice, gives up all its tasks, joins the group
 * again and opens each once more. What it would throw away is deleted before instead.
 */
final class StateFolder {
    /** There exactly while all stores are closed. */
    private static final String CLOSED = "closed";

    private static final String TASKS = "[0-9]*_[0-9]*";

    private final Path folder;

    /** @param folder of the application, in the state directory; need not exist */
    StateFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares it for a run: call it when Streams has locked it and before it opens a store.
     *
     * @throws UncheckedIOException if what was not closed can't be deleted
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

    /** Notes that all stores were closed. Without the note the next run restores them from Kafka. */
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
