package io.vigia.store.redis;

import io.vigia.store.Order;
import io.vigia.store.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Merges the replies to TS.RANGE, one per metric, into samples by {@code ts}. All have the same order. */
final class SampleMerge {
    private final List<Points> series;

    /** @param answers one per {@link Metric}, in its order */
    SampleMerge(List<Object> answers) {
        series = answers.stream().map(Points::of).toList();
    }

    /** The points of one series, and the position in them. */
    static final class Points {
        private final long[] times;
        private final double[] numbers;
        private int next;

        private Points(int size) {
            times = new long[size];
            numbers = new double[size];
        }

        /** @param answer a list of time and value, or the error of a missing series, which has no points */
        static Points of(Object answer) {
            List<?> pairs = answer instanceof List<?> list ? list : List.of();
            Points points = new Points(pairs.size());
            for (int i = 0; i < pairs.size(); i++) {
                List<?> pair = (List<?>) pairs.get(i);
                points.times[i] = (Long) pair.get(0);
                points.numbers[i] = number((byte[]) pair.get(1));
            }
            return points;
        }

        /** Redis writes {@code inf} and {@code nan} where Java reads {@code Infinity} and {@code NaN}. */
        private static double number(byte[] reply) {
            String text = new String(reply, StandardCharsets.US_ASCII);
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan", "-nan" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        }

        int size() {
            return times.length;
        }

        long timeAt(int index) {
            return times[index];
        }

        double numberAt(int index) {
            return numbers[index];
        }

        /** The number at {@code ts}; NaN if there is none. Must be called with times in the order of the points. */
        double take(long ts, boolean ascending) {
            while (next < times.length && (ascending ? times[next] < ts : times[next] > ts)) {
                next++;
            }
            return next < times.length && times[next] == ts ? numbers[next] : Double.NaN;
        }
    }

    List<Sample> samples(Order order) {
        Points values = series.get(Metric.VALUE.ordinal());
        boolean ascending = order == Order.OLDEST_FIRST;
        List<Sample> samples = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            long ts = values.timeAt(i);
            samples.add(new Sample(
                    ts,
                    values.numberAt(i),
                    take(Metric.PREDICTION, ts, ascending),
                    take(Metric.LOWER, ts, ascending),
                    take(Metric.UPPER, ts, ascending),
                    take(Metric.SCORE, ts, ascending),
                    take(Metric.ANOMALY, ts, ascending) == 1));
        }
        return samples;
    }

    private double take(Metric metric, long ts, boolean ascending) {
        return series.get(metric.ordinal()).take(ts, ascending);
    }
}
