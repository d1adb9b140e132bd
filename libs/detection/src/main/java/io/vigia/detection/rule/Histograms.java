package io.vigia.detection.rule;

/**
 * How often values fell where: three histograms over a range, each four bins wide, shifted by a third of a bin from one
 * another, and going on four bins beyond the range on either side.
 *
 * <p>Between them the histograms cut the range into cells a third of a bin wide, in which all values were seen equally
 * often: cell i covers u from i/3 to (i+1)/3, where u = 4(x−lo)/width.
 */
public abstract class Histograms {
    /** What is added to each count, so that nothing was seen never. */
    private static final double PRIOR = 0.25;

    /** The cells without an end, below and above all others. */
    private static final int FIRST_CELL = -12;

    private static final int LAST_CELL = 24;

    private static final int SHIFTS = 3;
    private static final int LOWEST = -4;
    private static final int HIGHEST = 8;
    private static final int BINS = HIGHEST - LOWEST + 1;
    private static final double ACROSS = 4;
    private static final double LN_2 = Math.log(2);

    /** Number of counts of all three histograms. */
    public static final int SIZE = SHIFTS * BINS;

    private static final int[] BIN_OF_CELL = binsOfCells();

    private double lo;
    private double width = 1;

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

    /** The width of a range; {@code constant} if it is a single value. */
    public static double width(double from, double to, double constant) {
        return to - from <= 1e-9 * (1 + Math.abs(to)) ? constant : to - from;
    }

    /** Lies over the range from {@code from} on; the counts stay. */
    public void lay(double from, double rangeWidth) {
        lo = from;
        width = rangeWidth;
    }

    /** Forgets all counts. */
    public void clear() {
        for (int i = 0; i < SIZE; i++) {
            count(i, 0);
        }
    }

    double lo() {
        return lo;
    }

    double width() {
        return width;
    }

    /** Count number {@code i} of {@link #SIZE}, as it is encoded. */
    public abstract int count(int i);

    /** Sets count number {@code i} of {@link #SIZE}. */
    public abstract void count(int i, int seen);

    private double place(double value) {
        return ACROSS * (value - lo) / width;
    }

    private static int shifted(int shift, double u) {
        return bin(shift, Math.floor(u + shift / 3.0));
    }

    /** Counts a value; a count that is full stays full. */
    public void add(double value) {
        add(value, 1);
    }

    /** Counts a value several times. */
    void add(double value, int times) {
        double u = place(value);
        for (int shift = 0; shift < SHIFTS; shift++) {
            int bin = shifted(shift, u);
            int seen = count(bin);
            count(bin, seen > Integer.MAX_VALUE - times ? Integer.MAX_VALUE : seen + times);
        }
    }

    /** Mean logarithm of how often values fell where this one falls, in nats. */
    public double logSeen(double value) {
        return mean(seen(value));
    }

    /** Whether values fell at least {@code times} times where this one falls, in the geometric mean; exact, without a logarithm. */
    public boolean wasSeen(double value, int times) {
        double often = times + PRIOR;
        return seen(value) >= often * often * often;
    }

    private double seen(double value) {
        double u = place(value);
        double seen = 1;
        for (int shift = 0; shift < SHIFTS; shift++) {
            seen *= count(shifted(shift, u)) + PRIOR;
        }
        return seen;
    }

    /** {@link #logSeen} of the values of a cell. */
    public double logSeenOfCell(int cell) {
        return mean(seenOfCell(cell));
    }

    /** At most {@link #logSeenOfCell}, by less than a third of ln 2; takes no logarithm. */
    public double leastLogSeenOfCell(int cell) {
        return Math.getExponent(seenOfCell(cell)) * LN_2 / SHIFTS;
    }

    private double seenOfCell(int cell) {
        int at = (cell - FIRST_CELL) * SHIFTS;
        return (count(BIN_OF_CELL[at]) + PRIOR)
                * (count(BIN_OF_CELL[at + 1]) + PRIOR)
                * (count(BIN_OF_CELL[at + 2]) + PRIOR);
    }

    /** The mean of three logarithms as one: the product of three counts is far from overflow. */
    private static double mean(double seen) {
        return Math.log(seen) / SHIFTS;
    }

    /** The cell of a value. */
    public int cell(double value) {
        return (int) Math.max(FIRST_CELL, Math.min(LAST_CELL, Math.floor(SHIFTS * place(value))));
    }

    /** Where the cell ends, upwards ({@code sign} 1) or downwards (-1); infinite for the last one. */
    public double end(int cell, int sign) {
        if (sign > 0) {
            return cell == LAST_CELL ? Double.POSITIVE_INFINITY : start(cell + 1);
        }
        return cell == FIRST_CELL ? Double.NEGATIVE_INFINITY : start(cell);
    }

    private double start(int cell) {
        return lo + cell * width / (ACROSS * SHIFTS);
    }
}
