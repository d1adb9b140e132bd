package io.vigia.detection.rule;

/** How often the newest value was repeated, and how often makes the sensor stuck. */
final class StuckRun {
    /** Encoded length. */
    static final int BYTES = Double.BYTES + 2 * Integer.BYTES;

    private double newest = Double.NaN;
    private int repeats;
    /** Repeats that make it stuck; 0 for never. */
    private int limit;

    /** Sets the limit from the values of a calibration: never, where all are the same. */
    void calibrate(double[] values, int least, double factor) {
        int longest = 0;
        int run = 0;
        for (int i = 1; i < values.length; i++) {
            run = values[i] == values[i - 1] ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        boolean constant = longest == values.length - 1;
        limit = constant ? 0 : (int) Math.ceil(Math.max(least, factor * longest));
    }

    void add(double value) {
        repeats = value == newest ? Math.min(repeats, Integer.MAX_VALUE - 1) + 1 : 0;
        newest = value;
    }

    /** Whether the run has just become long enough. */
    boolean begins() {
        return limit > 0 && repeats == limit;
    }

    /** Whether the run is long enough. */
    boolean lasts() {
        return limit > 0 && repeats >= limit;
    }

    void write(StateBytes to) {
        to.putDouble(newest).putInt(repeats).putInt(limit);
    }

    void read(StateBytes from) {
        newest = from.getDouble();
        repeats = from.getInt();
        limit = from.getInt();
    }
}
