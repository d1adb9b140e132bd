package io.vigia.models.series;

import java.util.Arrays;
import java.util.LongSummaryStatistics;

/**
 * The values of one sensor, in the order in which they were written.
 *
 * @param sensor its id
 * @param times epoch milliseconds, one a value; not copied, not to be written to
 * @param values finite, in the sensor's unit; not copied, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // columns of up to millions of rows
public record Series(String sensor, long[] times, double[] values) {
    public Series {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
        }
    }

    public int length() {
        return values.length;
    }

    /** Milliseconds from the earliest row to the newest. */
    public long span() {
        LongSummaryStatistics all = Arrays.stream(times).summaryStatistics();
        return length() == 0 ? 0 : all.getMax() - all.getMin();
    }

    /** The rows from {@code from} to {@code to} (exclusive), copied. */
    public Series slice(int from, int to) {
        return new Series(sensor, Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to));
    }

    /** Only the rows that are newer than all before them: those that the stream judges when a client stamps its readings. */
    public Series inOrder() {
        var newerTimes = new long[length()];
        var newerValues = new double[length()];
        int count = 0;
        for (int row = 0; row < length(); row++) {
            if (count == 0 || times[row] > newerTimes[count - 1]) {
                newerTimes[count] = times[row];
                newerValues[count++] = values[row];
            }
        }
        return new Series(sensor, Arrays.copyOf(newerTimes, count), Arrays.copyOf(newerValues, count));
    }
}
