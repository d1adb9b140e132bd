package io.vigia.models.check;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The bundles that lie below a folder. */
public final class BundleShelf {
    private static final int DEPTH = 5;

    private BundleShelf() {}

    /**
     * Folders, at most four levels down, that hold a {@code model.json} beside a {@code model.onnx}.
     *
     * @throws WorkbenchException if the folder can't be read
     */
    public static List<Path> folders(Path below) {
        try (Stream<Path> files = Files.walk(below, DEPTH)) {
            return files.filter(file -> file.endsWith("model.json"))
                    .map(file -> Objects.requireNonNullElse(file.getParent(), Path.of("")))
                    .filter(folder -> Files.isRegularFile(folder.resolve("model.onnx")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WorkbenchException(
                    below.toString(), "could not be read (" + e + ")", "Give a folder with bundles.", e);
        }
    }
}
