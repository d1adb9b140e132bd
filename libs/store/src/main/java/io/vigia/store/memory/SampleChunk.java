package io.vigia.store.memory;

import io.vigia.contract.Score;
import io.vigia.store.Sample;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #CAPACITY} samples of one sensor in the order of their {@code ts}, in columns: 16 bytes a sample, and 33
 * more once one of the chunk was judged. Not safe for use by several threads.
 */
final class SampleChunk {
    static final int CAPACITY = 512;
    private static final int FIRST_CAPACITY = 16;
    /** prediction, lower, upper, score. */
    private static final int VERDICT = 4;

    private long[] ts = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private double @Nullable [] verdicts;
    private boolean @Nullable [] anomalies;
    private int start;
    private int end;

    private final long firstArrival;
    private long lastArrival;
    private int dropped;

    SampleChunk(long arrival) {
        firstArrival = arrival;
        lastArrival = arrival;
    }

    int size() {
        return end - start;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean full() {
        return size() == CAPACITY;
    }

    long tsAt(int row) {
        return ts[row];
    }

    double valueAt(int row) {
        return values[row];
    }

    boolean anomalyAt(int row) {
        return anomalies != null && anomalies[row];
    }

    Sample at(int row) {
        return new Sample(
                ts[row],
                values[row],
                verdict(row, 0),
                verdict(row, 1),
                verdict(row, 2),
                verdict(row, 3),
                anomalyAt(row));
    }

    /** The first row whose {@code ts} is not before {@code from}; {@link #end} if there is none. */
    int firstFrom(long from) {
        int found = Arrays.binarySearch(ts, start, end, from);
        return found >= 0 ? found : -found - 1;
    }

    boolean holds(long at) {
        int row = firstFrom(at);
        return row < end && ts[row] == at;
    }

    /** Writes a sample, over the one of its {@code ts} if there is one; true if it is a new one. Not for full chunks. */
    boolean put(Score score, long arrival) {
        int row = firstFrom(score.ts());
        boolean isNew = row == end || ts[row] != score.ts();
        if (isNew) {
            row = open(row);
            ts[row] = score.ts();
            lastArrival = arrival;
        }
        values[row] = score.value();
        if (score.status().judged()) {
            judge(row, score);
        }
        return isNew;
    }

    /** Drops the {@code count} oldest samples. */
    void dropOldest(int count) {
        start += count;
        dropped += count;
    }

    /** About when the oldest sample arrived, as a number of samples of the whole store before it. */
    long oldestArrival() {
        int all = size() + dropped;
        return firstArrival + (all == 0 ? 0 : (lastArrival - firstArrival) * dropped / all);
    }

    /** Moves the newer half to a chunk of its own. */
    SampleChunk split() {
        int middle = start + size() / 2;
        SampleChunk newer = new SampleChunk(firstArrival);
        newer.lastArrival = lastArrival;
        newer.ts = Arrays.copyOfRange(ts, middle, middle + CAPACITY);
        newer.values = Arrays.copyOfRange(values, middle, middle + CAPACITY);
        if (verdicts != null) {
            newer.verdicts = Arrays.copyOfRange(verdicts, middle * VERDICT, (middle + CAPACITY) * VERDICT);
        }
        if (anomalies != null) {
            newer.anomalies = Arrays.copyOfRange(anomalies, middle, middle + CAPACITY);
        }
        newer.end = end - middle;
        end = middle;
        return newer;
    }

    private double verdict(int row, int field) {
        return verdicts == null ? Double.NaN : verdicts[row * VERDICT + field];
    }

    /** Makes room for one row at {@code row}; where it is, which may be elsewhere. */
    private int open(int row) {
        int at = row;
        if (end == ts.length) {
            at -= start;
            resize(start > 0 ? ts.length : Math.min(CAPACITY, 2 * ts.length));
        }
        shift(at);
        end++;
        return at;
    }

    /** Rows move to the front of arrays of another length. */
    private void resize(int capacity) {
        int size = size();
        ts = Arrays.copyOf(Arrays.copyOfRange(ts, start, end), capacity);
        values = Arrays.copyOf(Arrays.copyOfRange(values, start, end), capacity);
        if (verdicts != null) {
            verdicts = Arrays.copyOf(Arrays.copyOfRange(verdicts, start * VERDICT, end * VERDICT), capacity * VERDICT);
        }
        if (anomalies != null) {
            anomalies = Arrays.copyOf(Arrays.copyOfRange(anomalies, start, end), capacity);
        }
        start = 0;
        end = size;
    }

    private void shift(int row) {
        int count = end - row;
        System.arraycopy(ts, row, ts, row + 1, count);
        System.arraycopy(values, row, values, row + 1, count);
        if (verdicts != null) {
            System.arraycopy(verdicts, row * VERDICT, verdicts, (row + 1) * VERDICT, count * VERDICT);
            Arrays.fill(verdicts, row * VERDICT, (row + 1) * VERDICT, Double.NaN);
        }
        if (anomalies != null) {
            System.arraycopy(anomalies, row, anomalies, row + 1, count);
            anomalies[row] = false;
        }
    }

    private void judge(int row, Score score) {
        if (verdicts == null) {
            verdicts = new double[ts.length * VERDICT];
            Arrays.fill(verdicts, Double.NaN);
        }
        if (anomalies == null) {
            anomalies = new boolean[ts.length];
        }
        setIfFinite(verdicts, row * VERDICT, score.prediction());
        setIfFinite(verdicts, row * VERDICT + 1, score.lower());
        setIfFinite(verdicts, row * VERDICT + 2, score.upper());
        setIfFinite(verdicts, row * VERDICT + 3, score.score());
        anomalies[row] = score.anomaly();
    }

    private static void setIfFinite(double[] column, int index, double number) {
        if (Double.isFinite(number)) {
            column[index] = number;
        }
    }
}
