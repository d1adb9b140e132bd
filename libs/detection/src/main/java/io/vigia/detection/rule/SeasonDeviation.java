package io.vigia.detection.rule;

/** How far the newest readings lie from one idea of the season: means of three and ten deviations against what they usually are. */
final class SeasonDeviation {
    private static final int SHORT = 3;
    private static final int LONG = 10;
    private static final double FLOOR = 1e-3;
    /**
     * Deviations beyond which a reading counts no more: what leaves the season slowly must not become usual on its way.
     */
    private static final double REACH = 4;
    /** Part of the span that the statistics must be of before readings are bounded by them. */
    private static final double KNOWN = 0.05;

    private final Window newest = Window.ofFloats(LONG - 1);
    private final ExponentialStats usualShort = new ExponentialStats();
    private final ExponentialStats usualLong = new ExponentialStats();
    private final ExponentialStats squares = new ExponentialStats();

    void clear() {
        newest.clear();
        usualShort.clear();
        usualLong.clear();
        squares.clear();
    }

    /** Whether nothing was learned yet. */
    boolean isEmpty() {
        return squares.isEmpty();
    }

    /** The variance that is left. */
    double unexplained() {
        return squares.mean();
    }

    private double recent(double deviation, int most) {
        int before = Math.min(most - 1, newest.size());
        return (newest.sum(0, before) + deviation) / (before + 1);
    }

    /** Standard deviations from what is usual, at most {@code cap}. {@code least} is the smallest one that counts. */
    double excess(double deviation, double least, double cap) {
        return Math.max(
                usualLong.distance(recent(deviation, LONG), FLOOR + least, cap),
                usualShort.distance(recent(deviation, SHORT), FLOOR + least, cap));
    }

    /** Takes a deviation; learns it as usual, or bounded. */
    void add(double deviation, boolean learn, double span) {
        double overShort = recent(deviation, SHORT);
        double overLong = recent(deviation, LONG);
        if (!learn || squares.weight() > KNOWN) {
            usualShort.addBounded(overShort, FLOOR, REACH, span);
            usualLong.addBounded(overLong, FLOOR, REACH, span);
        } else {
            usualShort.add(overShort, span);
            usualLong.add(overLong, span);
        }
        if (learn) {
            squares.add(deviation * deviation, span);
        }
        newest.add(deviation);
    }

    int bytes() {
        return newest.bytes() + 3 * ExponentialStats.FLOATS;
    }

    void write(StateBytes to) {
        newest.write(to);
        usualShort.writeFloats(to);
        usualLong.writeFloats(to);
        squares.writeFloats(to);
    }

    void read(StateBytes from) {
        newest.read(from);
        usualShort.readFloats(from);
        usualLong.readFloats(from);
        squares.readFloats(from);
    }
}
