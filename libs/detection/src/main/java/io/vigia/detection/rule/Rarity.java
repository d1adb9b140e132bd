package io.vigia.detection.rule;

/** How rare values like this one are: the share of all values that fell where it falls. */
final class Rarity extends Histograms {
    /** Counts of up to this many values take two bytes each. */
    private static final int MOST_SHORT = 0xffff;

    private final StoredArray counts = new StoredArray(SIZE * Integer.BYTES);
    private int total;
    /** A total, and ln(total + 1). */
    private int totalOfLog;

    private double newestLog;

    /**
     * Forgets all counts and covers another range.
     *
     * @param constantWidth the width of a range that is a single value
     */
    void span(double from, double to, double constantWidth) {
        counts.reset();
        total = 0;
        lay(from, width(from, to, constantWidth));
    }

    @Override
    public int count(int i) {
        return isWide() ? counts.getInt(i * Integer.BYTES) : counts.getShort(i * Short.BYTES);
    }

    @Override
    public void count(int i, int seen) {
        if (isWide()) {
            counts.putInt(i * Integer.BYTES, seen);
        } else {
            counts.putShort(i * Short.BYTES, seen);
        }
    }

    private boolean isWide() {
        return total > MOST_SHORT;
    }

    /** How many values were counted. */
    int total() {
        return total;
    }

    @Override
    void add(double value, int times) {
        if (!isWide() && total > MOST_SHORT - times) {
            widen(times);
        } else {
            total = total > Integer.MAX_VALUE - times ? Integer.MAX_VALUE : total + times;
        }
        super.add(value, times);
    }

    private void widen(int more) {
        int[] seen = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            seen[i] = count(i);
        }
        counts.reset();
        total += more;
        for (int i = 0; i < SIZE; i++) {
            count(i, seen[i]);
        }
    }

    private double logTotal() {
        if (total != totalOfLog) {
            totalOfLog = total;
            newestLog = Math.log(total + 1.0);
        }
        return newestLog;
    }

    /** −ln of the share of values that fell where this one falls, in nats. */
    double of(double value) {
        return logTotal() - logSeen(value);
    }

    /** The rarity of the values of a cell. */
    double ofCell(int cell) {
        return logTotal() - logSeenOfCell(cell);
    }

    /** At least {@link #ofCell}, by less than a third of ln 2; takes no logarithm. */
    double mostOfCell(int cell) {
        return logTotal() - leastLogSeenOfCell(cell);
    }

    private int countBytes() {
        return SIZE * (isWide() ? Integer.BYTES : Short.BYTES);
    }

    int bytes() {
        return 2 * Double.BYTES + Integer.BYTES + countBytes();
    }

    void write(StateBytes to) {
        to.putDouble(lo()).putDouble(width()).putInt(total);
        counts.write(to, countBytes());
    }

    void read(StateBytes from) {
        lay(from.getDouble(), from.getDouble());
        total = from.getInt();
        counts.read(from, countBytes());
    }
}
