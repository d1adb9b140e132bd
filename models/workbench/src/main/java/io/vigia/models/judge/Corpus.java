package io.vigia.models.judge;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Series to judge models on.
 *
 * @param series in the order of their names
 * @param labels where their windows come from; null if nobody labelled them
 */
public record Corpus(List<LabelledSeries> series, @Nullable Path labels) {
    private static final List<String> USUAL_LABELS = List.of(
            "windows.json", "combined_windows.json", "labels/combined_windows.json", "../labels/combined_windows.json");

    public Corpus {
        series = List.copyOf(series);
    }

    /**
     * Reads every {@code .csv} below a folder, or one file.
     *
     * @param data a folder, or a file
     * @param labels a file of windows; null looks for it at the usual places beside the data
     * @throws WorkbenchException if there is no series, or one of them or the labels can't be read
     */
    public static Corpus read(Path data, @Nullable Path labels) {
        Path folder = Files.isDirectory(data) ? data : folderOf(data);
        @Nullable Path windows = labels != null ? labels : usual(folder);
        @Nullable Labels read = windows == null ? null : Labels.read(windows);
        List<Path> files = files(data);
        if (files.isEmpty()) {
            throw new WorkbenchException(
                    data.toString(), "holds no .csv file", "Name a folder of series, or one file.");
        }
        List<LabelledSeries> series = files.stream()
                .map(file -> SeriesFile.read(file, name(folder, file), read))
                .toList();
        return new Corpus(series, windows);
    }

    private static Path folderOf(Path file) {
        @Nullable Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static @Nullable Path usual(Path folder) {
        return USUAL_LABELS.stream()
                .map(folder::resolve)
                .map(Path::normalize)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static List<Path> files(Path data) {
        try (Stream<Path> found = Files.walk(data)) {
            return found.filter(file -> file.toString().endsWith(".csv") || file.equals(data))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WorkbenchException(
                    data.toString(), "can't be read (" + e + ")", "Name a folder of series, or one file.", e);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.toAbsolutePath()
                .relativize(file.toAbsolutePath())
                .toString()
                .replace('\\', '/');
    }

    /** Rows of all series. */
    public long rows() {
        return series.stream().mapToLong(LabelledSeries::length).sum();
    }

    /** Windows of all series. */
    public int windows() {
        return series.stream().mapToInt(one -> one.windows().size()).sum();
    }
}
