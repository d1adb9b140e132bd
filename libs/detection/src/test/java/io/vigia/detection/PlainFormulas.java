package io.vigia.detection;

import io.vigia.detection.model.Network;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The formulas of the rule {@code adaptive}, written down once more as plainly as they can be: whole arrays, every mean
 * and count looked up anew, nothing kept in step. Judges values after the first calibration.
 */
final class PlainFormulas {
    record Row(
            double prediction,
            double rarity,
            double za,
            double zl,
            double total,
            double score,
            double k,
            boolean alarm) {}

    private static final double A = 1 / 2000.0;
    private static final double THETA = 6.75;
    private static final int W = Models.WINDOW;

    private final double[] x;
    private final Network network;
    private final double[] e;
    private final int[][] counts = new int[3][13];
    private double mu;
    private double sigma;
    private double lo;
    private double hi;
    private int limit;
    private double ma;
    private double va;
    private double ml;
    private double vl;
    private double k;
    private int lastAlarm = -1;
    private int lastExceedance = -1;

    PlainFormulas(double[] x, Network network) {
        this.x = x;
        this.network = network;
        e = new double[x.length];
    }

    /** S and its parts for values 250 and later; the rows before are null. */
    Row[] judge() {
        Row[] rows = new Row[x.length];
        for (int i = 0; i < x.length; i++) {
            if (i == 250 || i == 500) {
                calibrate(i);
            }
            if (i >= 250) {
                rows[i] = judge(i);
            }
        }
        return rows;
    }

    private void calibrate(int n) {
        double[] seen = Arrays.copyOf(x, n);
        mu = Arrays.stream(seen).average().orElseThrow();
        double sd = Math.sqrt(
                Arrays.stream(seen).map(v -> (v - mu) * (v - mu)).average().orElseThrow());
        sigma = Math.max(sd, Math.max(1e-6 * Math.abs(mu), 1e-9));
        lo = Arrays.stream(seen).min().orElseThrow();
        hi = Arrays.stream(seen).max().orElseThrow();
        int longest = 0;
        for (int i = 0; i < n; i++) {
            longest = Math.max(longest, run(i));
        }
        limit = lo == hi ? Integer.MAX_VALUE : Math.max(50, 3 * longest);
        for (int[] histogram : counts) {
            Arrays.fill(histogram, 0);
        }
        ma = 0;
        va = 0;
        ml = 0;
        vl = 0;
        for (int i = 0; i < n; i++) {
            e[i] = Math.abs(x[i] - (i < W ? x[Math.max(0, i - 1)] : prediction(i)));
            count(x[i]);
            update(i);
        }
    }

    private int run(int i) {
        int run = 0;
        while (i > 0 && x[i] == x[i - 1]) {
            run++;
            i--;
        }
        return run;
    }

    private double prediction(int i) {
        float[] z = new float[W];
        for (int j = 0; j < W; j++) {
            z[j] = (float) Math.max(-6, Math.min(6, (x[i - W + j] - mu) / sigma));
        }
        float[] y = new float[1];
        network.predict(z, 1, y);
        return mu + sigma * y[0];
    }

    private int q(double value, int j) {
        double width = hi - lo <= 1e-9 * (1 + Math.abs(hi)) ? 0.1 * Math.max(Math.abs(hi), 1) : hi - lo;
        double u = 4 * (value - lo) / width;
        return (int) Math.max(-4, Math.min(8, Math.floor(u + j / 3.0)));
    }

    private void count(double value) {
        for (int j = 0; j < 3; j++) {
            counts[j][q(value, j) + 4]++;
        }
    }

    private static double mean(double[] values, int i, int most) {
        int from = Math.max(0, i + 1 - most);
        return Arrays.stream(values, from, i + 1).sum() / (i + 1 - from);
    }

    private void update(int i) {
        double alpha = Math.min(1, A / (1 - Math.pow(1 - A, i + 1)));
        double d = mean(e, i, 10) - ma;
        ma += alpha * d;
        va = (1 - alpha) * (va + alpha * d * d);
        d = mean(x, i, 20) - ml;
        ml += alpha * d;
        vl = (1 - alpha) * (vl + alpha * d * d);
    }

    /** S of another value in the place of value {@code i}, with nothing learnt. Only right after {@code i} values. */
    double total(int i, double value, double prediction) {
        double f = 1e-3 * sigma + 1e-9 * Math.abs(mu) + 1e-12;
        double[] values = Arrays.copyOf(x, i + 1);
        double[] errors = Arrays.copyOf(e, i + 1);
        values[i] = value;
        errors[i] = Math.abs(value - prediction);
        return rarity(i, value) + za(errors, i, f) / 2 + zl(values, i, f) / 2;
    }

    /** Whether S reaches the bound between the prediction and value {@code i}: it peaks beside edges of cells and at bends. */
    private boolean exceededBefore(int i, double prediction, double bound) {
        double from = Math.min(prediction, x[i]);
        double to = Math.max(prediction, x[i]);
        return total(i, prediction, prediction) >= bound
                || DoubleStream.concat(edges(), bends(i, prediction))
                        .filter(at -> at > from && at < to)
                        .anyMatch(at -> total(i, at, prediction) >= bound);
    }

    private DoubleStream edges() {
        double width = hi - lo <= 1e-9 * (1 + Math.abs(hi)) ? 0.1 * Math.max(Math.abs(hi), 1) : hi - lo;
        return IntStream.rangeClosed(-12, 24)
                .mapToDouble(cell -> lo + cell * width / 12)
                .flatMap(edge -> DoubleStream.of(edge - 1e-9 * width, edge + 1e-9 * width));
    }

    /** Where zA leaves 0 or reaches 20, and where zL reaches 20. */
    private DoubleStream bends(int i, double prediction) {
        double f = 1e-3 * sigma + 1e-9 * Math.abs(mu) + 1e-12;
        double otherErrors = sum(e, i, 9);
        double otherValues = sum(x, i, 19);
        return DoubleStream.of(0, 20)
                .map(z -> 10 * (ma + z * (Math.sqrt(va) + f)) - otherErrors)
                .flatMap(error -> DoubleStream.concat(
                        DoubleStream.of(prediction - error, prediction + error),
                        DoubleStream.of(-20, 20).map(z -> 20 * (ml + z * (Math.sqrt(vl) + f)) - otherValues)));
    }

    private static double sum(double[] values, int i, int most) {
        return Arrays.stream(values, i - most, i).sum();
    }

    private double rarity(int n, double value) {
        double sum = 0;
        for (int j = 0; j < 3; j++) {
            sum -= Math.log((counts[j][q(value, j) + 4] + 0.25) / (n + 1));
        }
        return sum / 3;
    }

    /** Fewer than three values, in the geometric mean; compared without logarithms, which would round. */
    private boolean isRare(double value) {
        double product = 1;
        for (int j = 0; j < 3; j++) {
            product *= counts[j][q(value, j) + 4] + 0.25;
        }
        return product < 3.25 * 3.25 * 3.25;
    }

    private double za(double[] errors, int i, double f) {
        return Math.max(0, Math.min(20, (mean(errors, i, 10) - ma) / (Math.sqrt(va) + f)));
    }

    private double zl(double[] values, int i, double f) {
        return Math.min(20, Math.abs(mean(values, i, 20) - ml) / (Math.sqrt(vl) + f));
    }

    private Row judge(int i) {
        double f = 1e-3 * sigma + 1e-9 * Math.abs(mu) + 1e-12;
        double prediction = prediction(i);
        e[i] = Math.abs(x[i] - prediction);
        double rarity = rarity(i, x[i]);
        double za = za(e, i, f);
        double zl = zl(x, i, f);
        double now = k == 0 ? 0 : k * Math.pow(0.5, (i - lastAlarm) / 10_000.0);
        double bound = THETA * (1 + 0.1 * now);
        double total = rarity + za / 2 + zl / 2 + (run(i) == limit ? 20 : 0);
        boolean exceeds = total >= bound || (isRare(x[i]) && exceededBefore(i, prediction, bound));
        boolean alarm = exceeds && (lastExceedance < 0 || i - lastExceedance > 75);
        lastExceedance = exceeds ? i : lastExceedance;
        if (alarm) {
            k = now + 1;
            lastAlarm = i;
        }
        count(x[i]);
        update(i);
        double exceeded = exceeds ? Math.max(total, bound) : total;
        return new Row(prediction, rarity, za, zl, total, exceeded / (exceeded + THETA), now, alarm);
    }

    /** Advances to just before value {@code i}, at least 250, so that {@link #total} can be asked. */
    PlainFormulas before(int i) {
        for (int j = 250; j <= i; j++) {
            if (j == 250 || j == 500) {
                calibrate(j);
            }
            if (j < i) {
                judge(j);
            }
        }
        return this;
    }
}
