package io.vigia.models.train;

import io.vigia.models.series.Series;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Histories cut by time, each for itself: the oldest values to train on, then those that decide when to stop, and the
 * newest to test. No window crosses a cut.
 */
final class Parts {
    static final double TRAINING = 0.7;
    static final double TEST = 0.15;
    static final String WORDS =
            "by time, for each sensor: the first 70 % for training, the next 15 % for validation, the newest 15 % for the test";

    private Parts() {}

    /** Where the part that decides begins. */
    static int validationFrom(Series series) {
        return (int) (series.length() * TRAINING);
    }

    /** Where the part that tests begins. */
    static int testFrom(Series series) {
        return series.length() - (int) (series.length() * TEST);
    }

    static double[] trainingValues(Series series) {
        return values(series, 0, validationFrom(series));
    }

    static List<double[]> training(List<Series> all) {
        return cut(all, series -> 0, Parts::validationFrom);
    }

    static List<double[]> validation(List<Series> all) {
        return cut(all, Parts::validationFrom, Parts::testFrom);
    }

    static List<double[]> test(List<Series> all) {
        return cut(all, Parts::testFrom, Series::length);
    }

    private static List<double[]> cut(List<Series> all, ToIntFunction<Series> from, ToIntFunction<Series> to) {
        Function<Series, double[]> part = series -> values(series, from.applyAsInt(series), to.applyAsInt(series));
        return all.stream().map(part).toList();
    }

    private static double[] values(Series series, int from, int to) {
        return Arrays.copyOfRange(series.values(), from, to);
    }
}
