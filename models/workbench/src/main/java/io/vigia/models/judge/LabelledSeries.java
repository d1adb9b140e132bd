package io.vigia.models.judge;

import io.vigia.models.series.Series;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One series, with the windows in which people saw an anomaly.
 *
 * @param name its file, relative to the data's folder, with {@code /} between the parts
 * @param series its rows, in the order of the file: a repeated timestamp is the next value
 * @param windows in the order of rows, none overlapping another
 */
public record LabelledSeries(String name, Series series, List<RowWindow> windows) {
    /** The part of a series that the benchmark lets a detector learn from, unscored; at most of its first 5,000 rows. */
    private static final double PROBATION = 0.15;

    private static final int MOST_ROWS = 5_000;
    /** The part of a series that its windows cover, as the benchmark makes them. */
    private static final double WIDE = 0.1;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
            .toFormatter(Locale.ROOT);

    public LabelledSeries {
        windows = List.copyOf(windows);
    }

    /** The name of a picture of it. */
    public String imageName() {
        return name.replaceFirst("\\.csv$", "") + ".png";
    }

    /** Rows. */
    public int length() {
        return series.length();
    }

    /** Rows at the start that are not scored: 15 % of the series, at most 750. */
    public int probation() {
        return (int) Math.min(Math.floor(PROBATION * length()), PROBATION * MOST_ROWS);
    }

    /** The windows of which at least one row is scored. */
    public List<RowWindow> scoredWindows() {
        return windows.stream().filter(window -> window.last() >= probation()).toList();
    }

    /** The values, one a row; not to be written to. */
    public double[] values() {
        return series.values();
    }

    /** The row's time as the benchmark writes times, in UTC. */
    public String timestamp(int row) {
        return TIME.format(Instant.ofEpochMilli(series.times()[row]).atOffset(ZoneOffset.UTC));
    }

    /**
     * The same with windows as wide as the benchmark makes them: those of a series are equally long, and together a tenth of it;
     * each lies around the middle of what people labelled, and holds all of it. Those that touch become one.
     */
    public LabelledSeries widened() {
        List<RowWindow> wide = new ArrayList<>();
        for (RowWindow window : windows) {
            int more = Math.max(0, (int) (WIDE * length() / windows.size()) - window.length());
            int first = Math.max(0, window.first() - more / 2);
            int last = Math.min(length() - 1, window.last() + more - more / 2);
            boolean touches =
                    !wide.isEmpty() && first <= wide.get(wide.size() - 1).last() + 1;
            int from = touches ? wide.remove(wide.size() - 1).first() : first;
            wide.add(new RowWindow(from, last));
        }
        return new LabelledSeries(name, series, wide);
    }

    /** The rows of the windows. */
    public BitSet labels() {
        BitSet rows = new BitSet();
        windows.forEach(window -> rows.set(window.first(), window.last() + 1));
        return rows;
    }
}
