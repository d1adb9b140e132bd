package io.vigia.models.judge;

import io.vigia.contract.Label;
import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import io.vigia.models.series.SeriesCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Series to judge models on.
 *
 * @param series in the order of their names
 * @param labels where their windows come from; null if nobody labelled them
 */
public record Corpus(List<LabelledSeries> series, @Nullable String labels) {
    /** Rows on either side of a labelled one in which an alarm is right. */
    private static final int NEAR = 10;

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
        Path folder = folderOf(data);
        @Nullable Path windows = labels != null ? labels : usual(folder);
        return read(data, folder, windows);
    }

    /**
     * Reads series as {@link #read}, and no labels.
     *
     * @throws WorkbenchException if there is no series, or one of them can't be read
     */
    public static Corpus unlabelled(Path data) {
        return read(data, folderOf(data), null);
    }

    /**
     * Series of the stream, with what people have confirmed to be anomalies: each is a window of {@value #NEAR} rows on either
     * side of it.
     *
     * @param confirmed those that belong to no series are passed over
     * @param labels where they come from
     */
    public static Corpus confirmed(List<Series> series, List<Label> confirmed, String labels) {
        List<LabelledSeries> labelled = series.stream()
                .sorted(Comparator.comparing(Series::sensor))
                .map(one -> new LabelledSeries(one.sensor(), one, windows(one, confirmed)))
                .toList();
        return new Corpus(labelled, labels);
    }

    private static List<RowWindow> windows(Series series, List<Label> confirmed) {
        Set<Long> times = confirmed.stream()
                .filter(label -> label.sensor().equals(series.sensor()))
                .map(Label::ts)
                .collect(Collectors.toSet());
        BitSet rows = new BitSet();
        for (int row = 0; row < series.length(); row++) {
            if (times.contains(series.times()[row])) {
                rows.set(Math.max(0, row - NEAR), Math.min(series.length(), row + NEAR + 1));
            }
        }
        List<RowWindow> windows = new ArrayList<>();
        for (int first = rows.nextSetBit(0); first >= 0; first = rows.nextSetBit(rows.nextClearBit(first))) {
            windows.add(new RowWindow(first, rows.nextClearBit(first) - 1));
        }
        return windows;
    }

    private static Corpus read(Path data, Path folder, @Nullable Path windows) {
        @Nullable Labels read = windows == null ? null : Labels.read(windows);
        List<Path> files = files(data);
        if (files.isEmpty()) {
            throw new WorkbenchException(data.toString(), "has no .csv file", "Give a folder of series, or one file.");
        }
        List<LabelledSeries> series = files.stream()
                .flatMap(file -> series(file, name(folder, file), read))
                .toList();
        return new Corpus(series, windows == null ? null : windows.toString());
    }

    /** A file of several sensors is a series for each, as if it were a folder of theirs. */
    private static Stream<LabelledSeries> series(Path file, String name, @Nullable Labels labels) {
        List<Series> sensors = SeriesCsv.read(file);
        return sensors.stream().map(series -> {
            String own = sensors.size() == 1 ? name : name.replaceFirst("\\.csv$", "") + "/" + series.sensor() + ".csv";
            List<RowWindow> windows = labels == null ? List.of() : labels.windows(own, series.times());
            return new LabelledSeries(own, series, windows);
        });
    }

    private static Path folderOf(Path data) {
        @Nullable Path parent = data.toAbsolutePath().getParent();
        return Files.isDirectory(data) || parent == null ? data : parent;
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
                    data.toString(), "could not be read (" + e + ")", "Give a folder of series, or one file.", e);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.toAbsolutePath()
                .relativize(file.toAbsolutePath())
                .toString()
                .replace('\\', '/');
    }

    /** The same with wider windows, as {@link LabelledSeries#widened}. */
    public Corpus widened() {
        return new Corpus(series.stream().map(LabelledSeries::widened).toList(), labels);
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
