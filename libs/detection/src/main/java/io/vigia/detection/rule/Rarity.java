package io.vigia.detection.rule;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How rare values like this one are: three histograms over the range of the calibration, each four bins wide, shifted by a
 * third of a bin from one another, and going on four bins beyond the range on either side.
 *
 * <p>Between them the histograms cut the range into cells a third of a bin wide, in which the rarity is constant: cell i
 * covers u from i/3 to (i+1)/3, where u = 4(x−lo)/(hi−lo).
 */
final class Rarity {
    /** The cells without an end, below and above all others. */
    static final int FIRST_CELL = -12;

    static final int LAST_CELL = 24;

    private static final int SHIFTS = 3;
    private static final int LOWEST = -4;
    private static final int HIGHEST = 8;
    private static final int BINS = HIGHEST - LOWEST + 1;
    private static final double ACROSS = 4;
    private static final double PRIOR = 0.25;
    private static final int[] BIN_OF_CELL = binsOfCells();

    private final int[] counts = new int[SHIFTS * BINS];
    private double lo;
    private double width = 1;
    private long total;
    /** ln(total + 1). */
    private double logTotal;

    private static int[] binsOfCells() {
        int[] bins = new int[(LAST_CELL - FIRST_CELL + 1) * SHIFTS];
        for (int cell = FIRST_CELL; cell <= LAST_CELL; cell++) {
            for (int shift = 0; shift < SHIFTS; shift++) {
                bins[(cell - FIRST_CELL) * SHIFTS + shift] = bin(shift, Math.floorDiv(cell + shift, SHIFTS));
            }
        }
        return bins;
    }

    private static int bin(int shift, double q) {
        return shift * BINS + (int) Math.max(LOWEST, Math.min(HIGHEST, q)) - LOWEST;
    }

    /**
     * Forgets all counts and covers another range.
     *
     * @param constantWidth the width of a range that is a single value
     */
    void span(double from, double to, double constantWidth) {
        Arrays.fill(counts, 0);
        lo = from;
        width = to - from > 1e-9 * (1 + Math.abs(to)) ? to - from : constantWidth;
        total = 0;
        logTotal = 0;
    }

    /** Width of the range. */
    double width() {
        return width;
    }

    private double place(double value) {
        return ACROSS * (value - lo) / width;
    }

    /** Counts a value; a count that is full stays full. */
    void add(double value) {
        double u = place(value);
        for (int shift = 0; shift < SHIFTS; shift++) {
            int bin = bin(shift, Math.floor(u + shift / 3.0));
            counts[bin] += counts[bin] == Integer.MAX_VALUE ? 0 : 1;
        }
        total++;
        logTotal = Math.log(total + 1.0);
    }

    /** −ln of the share of values that fell where this one falls, in nats. */
    double of(double value) {
        double u = place(value);
        double seen = 1;
        for (int shift = 0; shift < SHIFTS; shift++) {
            seen *= counts[bin(shift, Math.floor(u + shift / 3.0))] + PRIOR;
        }
        return logTotal - Math.log(seen) / SHIFTS;
    }

    /** The rarity of the values of a cell. */
    double ofCell(int cell) {
        int at = (cell - FIRST_CELL) * SHIFTS;
        double seen = (counts[BIN_OF_CELL[at]] + PRIOR)
                * (counts[BIN_OF_CELL[at + 1]] + PRIOR)
                * (counts[BIN_OF_CELL[at + 2]] + PRIOR);
        return logTotal - Math.log(seen) / SHIFTS;
    }

    /** The cell of a value. */
    int cell(double value) {
        return (int) Math.max(FIRST_CELL, Math.min(LAST_CELL, Math.floor(SHIFTS * place(value))));
    }

    /** Where the cell ends, upwards ({@code sign} 1) or downwards (-1); infinite for the last one. */
    double end(int cell, int sign) {
        if (sign > 0) {
            return cell == LAST_CELL ? Double.POSITIVE_INFINITY : start(cell + 1);
        }
        return cell == FIRST_CELL ? Double.NEGATIVE_INFINITY : start(cell);
    }

    private double start(int cell) {
        return lo + cell * width / (ACROSS * SHIFTS);
    }

    int bytes() {
        int bytes = 2 * Double.BYTES + StateBytes.length(total);
        for (int count : counts) {
            bytes += StateBytes.length(count);
        }
        return bytes;
    }

    void write(ByteBuffer to) {
        to.putDouble(lo).putDouble(width);
        StateBytes.write(total, to);
        for (int count : counts) {
            StateBytes.write(count, to);
        }
    }

    void read(ByteBuffer from) {
        lo = StateBytes.finite(from);
        width = Math.max(Double.MIN_NORMAL, StateBytes.notNegative(from));
        total = StateBytes.count(from, Long.MAX_VALUE);
        logTotal = Math.log(total + 1.0);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) StateBytes.count(from, Integer.MAX_VALUE);
        }
    }
}
