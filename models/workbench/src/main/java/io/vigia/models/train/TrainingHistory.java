package io.vigia.models.train;

import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import io.vigia.models.series.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Series that can be trained on: in order of time, long enough, and not constant.
 *
 * @param series at least one
 * @param remarks sentences on what was left out or is irregular
 */
public record TrainingHistory(List<Series> series, List<String> remarks) {
    /** The shortest part gives at least so many windows. */
    private static final int LEAST_WINDOWS = 20;
    /** A file with more rows than one in ten out of order is sorted in another way, and most of it would be thrown away. */
    private static final int LATE_OF = 10;

    private static final double LARGEST = 1e100;

    /**
     * Checks series. Rows that a stream would set aside (duplicate or late) are left out.
     *
     * @param place what errors call the source
     * @throws WorkbenchException if a series is mostly out of order, or none can be trained on
     */
    public static TrainingHistory of(String place, List<Series> series, int window) {
        var remarks = new ArrayList<String>();
        var usable = new ArrayList<Series>();
        for (Series one : series) {
            refuseAbsurd(place, one);
            Series ordered = inOrder(place, one, remarks);
            if (ordered.length() < leastRows(window)) {
                remarks.add("%s is left out: %,d readings, and a window of %d needs at least %,d"
                        .formatted(one.sensor(), ordered.length(), window, leastRows(window)));
            } else if (Arrays.stream(Parts.trainingValues(ordered))
                            .distinct()
                            .limit(2)
                            .count()
                    < 2) {
                remarks.add("%s is left out: its value never changes in the part to train on".formatted(one.sensor()));
            } else {
                usable.add(ordered);
            }
        }
        if (usable.isEmpty()) {
            throw new WorkbenchException(
                    place,
                    "nothing is left to train on (" + String.join("; ", remarks) + ")",
                    "Give a longer history of a sensor whose value changes, or a shorter --window.");
        }
        return new TrainingHistory(List.copyOf(usable), List.copyOf(remarks));
    }

    /** Readings that a sensor must have for each part to give some windows. */
    static int leastRows(int window) {
        return (int) Math.ceil((window + LEAST_WINDOWS) / Parts.TEST);
    }

    /** Squares of larger values, summed up, are no finite number. */
    private static void refuseAbsurd(String place, Series series) {
        for (int row = 0; row < series.length(); row++) {
            if (Math.abs(series.values()[row]) > LARGEST) {
                throw new WorkbenchException(
                        place,
                        "the value of %s at %s is %s; must be at most %s for training"
                                .formatted(
                                        series.sensor(),
                                        Instant.ofEpochMilli(series.times()[row]),
                                        series.values()[row],
                                        LARGEST),
                        "Remove or correct it.");
            }
        }
    }

    private static Series inOrder(String place, Series series, List<String> remarks) {
        var timeline = Timeline.of(series);
        if (timeline.late() > timeline.rows() / LATE_OF) {
            throw new WorkbenchException(
                    place,
                    "%,d of %,d rows of sensor %s are older than an earlier row"
                            .formatted(timeline.late(), timeline.rows(), series.sensor()),
                    "Sort the rows by time, oldest first; if two sensors are mixed, add a column 'sensor'.");
        }
        if (timeline.setAside() > 0) {
            remarks.add("%s: %,d duplicate and %,d late rows are left out, as in a stream"
                    .formatted(series.sensor(), timeline.duplicates(), timeline.late()));
        }
        if (timeline.gaps() > 0) {
            remarks.add(
                    "%s: %,d gaps (a value comes every %s; the longest gap is %s); windows continue across them, as in a stream"
                            .formatted(
                                    series.sensor(),
                                    timeline.gaps(),
                                    words(timeline.stepMs()),
                                    words(timeline.longestGapMs())));
        }
        return series.inOrder();
    }

    private static String words(long ms) {
        var time = Duration.ofMillis(ms);
        return time.toDays() > 1
                ? time.toDays() + " days"
                : time.toString()
                        .substring(2)
                        .replaceAll("(\\d[HMS])(?!$)", "$1 ")
                        .toLowerCase(Locale.ROOT);
    }

    /** Readings of all series. */
    public int readings() {
        return series.stream().mapToInt(Series::length).sum();
    }
}
