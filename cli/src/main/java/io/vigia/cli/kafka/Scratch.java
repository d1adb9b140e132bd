package io.vigia.cli.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is gone afterwards, after Ctrl-C too. */
public final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Thread onExit = new Thread(this::delete, "scratch");

    public Scratch() {
        try {
            folder = Files.createTempDirectory("vigia-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        delete();
    }

    private void delete() {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            System.err.println("vigia: " + folder + " could not be deleted: " + left);
        }
    }
}
