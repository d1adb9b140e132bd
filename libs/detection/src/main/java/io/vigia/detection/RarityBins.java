package io.vigia.detection;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How often values fell where: three histograms over the range of the warm-up, each four bins wide, shifted by a third
 * of a bin from one another, and going on four bins beyond the range on either side.
 *
 * <p>Between them the histograms cut the range into cells a third of a bin wide, in which J is constant: cell i covers
 * u from i/3 to (i+1)/3, where u = 4(x−lo)/(hi−lo).
 */
final class RarityBins {
    /** The cells without an end, below and above all others. */
    static final int FIRST_CELL = -12;

    static final int LAST_CELL = 24;

    private static final int SHIFTS = 3;
    private static final int LOWEST = -4;
    private static final int HIGHEST = 8;
    private static final int BINS = HIGHEST - LOWEST + 1;
    private static final double ACROSS = 4;
    static final double PRIOR = 0.25;
    private static final int[] BIN_OF_CELL = binsOfCells();

    /** Encoded length. */
    static final int BYTES = 2 * Double.BYTES + SHIFTS * BINS * Integer.BYTES;

    private final int[] counts = new int[SHIFTS * BINS];
    private double lo;
    private double width = 1;
    private double hi;

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

    /** Forgets all counts and lies over another range. */
    void span(double from, double to) {
        Arrays.fill(counts, 0);
        lay(from, to);
    }

    private void lay(double from, double to) {
        lo = from;
        hi = to;
        width = hi - lo <= 1e-9 * (1 + Math.abs(hi)) ? 0.1 * Math.max(Math.abs(hi), 1) : hi - lo;
    }

    private static int shifted(int shift, double u) {
        return bin(shift, Math.floor(u + shift / 3.0));
    }

    private double place(double value) {
        return ACROSS * (value - lo) / width;
    }

    /** Counts a value; a count that is full stays full. */
    void add(double value) {
        double u = place(value);
        for (int shift = 0; shift < SHIFTS; shift++) {
            int bin = shifted(shift, u);
            counts[bin] += counts[bin] == Integer.MAX_VALUE ? 0 : 1;
        }
    }

    /** J of a value, in nats. {@code logSeen} is ln(n + 1) after n values. */
    double rarity(double value, double logSeen) {
        double u = place(value);
        double seen = 1;
        for (int shift = 0; shift < SHIFTS; shift++) {
            seen *= counts[shifted(shift, u)] + PRIOR;
        }
        return surprise(seen, logSeen);
    }

    /** J of the values of a cell. */
    double rarityOfCell(int cell, double logSeen) {
        int at = (cell - FIRST_CELL) * SHIFTS;
        double seen = (counts[BIN_OF_CELL[at]] + PRIOR)
                * (counts[BIN_OF_CELL[at + 1]] + PRIOR)
                * (counts[BIN_OF_CELL[at + 2]] + PRIOR);
        return surprise(seen, logSeen);
    }

    /** The mean of three logarithms as one: the product of three counts is far from overflow. */
    private static double surprise(double seen, double logSeen) {
        return logSeen - Math.log(seen) / SHIFTS;
    }

    /** The cell of a value. */
    int cell(double value) {
        double cell = Math.floor(SHIFTS * place(value));
        return (int) Math.max(FIRST_CELL, Math.min(LAST_CELL, cell));
    }

    /** The value where a cell begins; not for the first cell. */
    double start(int cell) {
        return lo + cell * width / (ACROSS * SHIFTS);
    }

    void write(ByteBuffer to) {
        to.putDouble(lo).putDouble(hi);
        for (int count : counts) {
            to.putInt(count);
        }
    }

    void read(StateReader from) {
        lay(from.finite(), from.finite());
        Arrays.setAll(counts, i -> from.count());
    }
}
