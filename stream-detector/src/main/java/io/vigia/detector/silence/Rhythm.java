package io.vigia.detector.silence;

import io.vigia.contract.InvalidEventException;
import java.nio.ByteBuffer;

/**
 * How often something arrives: mean and deviation of the time between arrivals. What arrives within {@value #BURST_MS} ms, as the
 * readings of one request do, is one arrival for them. Times in milliseconds. Not thread-safe.
 */
final class Rhythm {
    static final int BYTES = 3 + 2 * Float.BYTES + 3 * Long.BYTES;

    private static final long BURST_MS = 400;

    /** Arrivals before which nothing is known. */
    private static final int FEWEST = 20;
    /** So many intervals weigh in mean and deviation. */
    private static final int MEMORY = 100;

    private static final double DEVIATIONS = 8;
    private static final double MEANS = 5;

    private static final byte FORMAT = 1;
    /** Formats that newer versions may use; an entry with another one was not written by a detector. */
    private static final int LAST_FORMAT = 15;

    /** Arrivals so far, at most {@value #MEMORY}. */
    private int count;
    /** Intervals so far, at most {@value #MEMORY}. */
    private int intervals;

    private float mean;
    private float variance;
    /** What the partition's own clock showed when the newest interval ended. */
    private long learned;

    /** When the newest one arrived, epoch milliseconds. */
    private long arrived;

    /** What the partition's own clock showed then. */
    private long clock;

    /**
     * Takes an arrival.
     *
     * @param when epoch milliseconds
     * @param shown by the partition's own clock
     */
    void arrive(long when, long shown) {
        arrive(when, shown, shown - learned);
    }

    /** The same, where another interval than the one that the clock shows is learned. */
    void arrive(long when, long shown, long interval) {
        if (count == 0) {
            learned = shown;
        } else if (interval >= BURST_MS) {
            learn(interval);
            learned = shown;
        }
        count = Math.min(count + 1, MEMORY);
        arrived = Math.max(arrived, when);
        clock = Math.max(clock, shown);
    }

    /** Welford's method (1962), in which an interval weighs at least 1/{@value #MEMORY}. */
    private void learn(long interval) {
        intervals = Math.min(intervals + 1, MEMORY);
        float before = interval - mean;
        mean += before / intervals;
        variance += (before * (interval - mean) - variance) / intervals;
    }

    boolean isNew() {
        return count == 0;
    }

    /** Whether there were so many arrivals that a missing one is worth a word. */
    boolean isRegular() {
        return count >= FEWEST;
    }

    /** Whether there were so many intervals that {@link #due} says something. */
    boolean isKnown() {
        return intervals >= FEWEST - 1;
    }

    /**
     * How long after an arrival the next one is due.
     *
     * @param shortest at least so long
     */
    long due(long shortest) {
        return (long) Math.max(shortest, Math.max(mean + DEVIATIONS * Math.sqrt(variance), MEANS * mean));
    }

    /** Mean time between arrivals. */
    float mean() {
        return mean;
    }

    /** When the newest one arrived, epoch milliseconds. */
    long arrived() {
        return arrived;
    }

    /** What the partition's own clock showed then. */
    long clock() {
        return clock;
    }

    /** A format byte, then all fields, big-endian. */
    void write(ByteBuffer to) {
        to.put(FORMAT)
                .put((byte) count)
                .put((byte) intervals)
                .putFloat(mean)
                .putFloat(variance)
                .putLong(learned)
                .putLong(arrived)
                .putLong(clock);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IllegalStateException if a newer version of Vigía wrote it in a format that this one does not know
     * @throws InvalidEventException if no detector wrote it
     */
    static Rhythm read(ByteBuffer from) {
        byte format = from.hasRemaining() ? from.get() : 0;
        if (format > FORMAT && format <= LAST_FORMAT) {
            throw new IllegalStateException("The entry of a sensor's rhythm has format " + format
                    + ", but this version reads " + FORMAT + "; run the version that wrote it");
        }
        if (format != FORMAT || from.remaining() < BYTES - 1) {
            throw new InvalidEventException(
                    "the entry starts with the byte " + format + "; must be " + FORMAT + ", then a rhythm");
        }
        Rhythm rhythm = new Rhythm();
        rhythm.count = from.get();
        rhythm.intervals = from.get();
        rhythm.mean = from.getFloat();
        rhythm.variance = from.getFloat();
        rhythm.learned = from.getLong();
        rhythm.arrived = from.getLong();
        rhythm.clock = from.getLong();
        return rhythm;
    }
}
