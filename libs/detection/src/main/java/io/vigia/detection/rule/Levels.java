package io.vigia.detection.rule;

/** Blocks of four values, and the shifts of their means over 36 and 100 values. Values are taken as distances from a center. */
final class Levels {
    private static final int BLOCK = 4;
    private static final int SHORT = 9;
    private static final int LONG = 25;

    private final LevelShift shortShift = new LevelShift(SHORT);
    private final LevelShift longShift = new LevelShift(LONG);
    private final Window blocks = new Window(2 * LONG - 1);
    private double sum;
    private int inBlock;

    void clear() {
        shortShift.clear();
        longShift.clear();
        blocks.clear();
        sum = 0;
        inBlock = 0;
    }

    /** Whether the next value ends a block: shifts are compared there alone. */
    boolean atEnd() {
        return inBlock == BLOCK - 1;
    }

    private double block(double value) {
        return (sum + value) / BLOCK;
    }

    /** The shift over 36 values at the end of a block; NaN elsewhere, or with too few blocks. */
    double shortShift(double value) {
        return atEnd() ? shortShift.of(blocks, block(value)) : Double.NaN;
    }

    /** The shift over 100 values, as {@link #shortShift}. */
    double longShift(double value) {
        return atEnd() ? longShift.of(blocks, block(value)) : Double.NaN;
    }

    double shortExcess(double value, double floor, double cap) {
        return shortShift.excess(shortShift(value), floor, cap);
    }

    double longExcess(double value, double floor, double cap) {
        return longShift.excess(longShift(value), floor, cap);
    }

    /** Learns shifts as usual; NaN is skipped. */
    void learn(double overShort, double overLong, double span) {
        shortShift.learn(overShort, span / BLOCK);
        longShift.learn(overLong, span / BLOCK);
    }

    /**
     * Learns a stretch of values as often as makes it a share of what is usual.
     *
     * @param center the mean of its values
     * @param length how many values it has
     */
    void expect(double center, long length, double share, double span) {
        double before = blocks.size() == 0 ? 0 : blocks.sum(0, blocks.size()) / blocks.size();
        double shift = Math.abs(center - before);
        double overShort = shift * Math.min(1, (double) length / (SHORT * BLOCK));
        double overLong = shift * Math.min(1, (double) length / (LONG * BLOCK));
        for (int i = 0; i < share * span / BLOCK; i++) {
            learn(overShort, overLong, span);
        }
    }

    void learnBounded(double overShort, double overLong, double floor, double reach, double span) {
        shortShift.learnBounded(overShort, floor, reach, span / BLOCK);
        longShift.learnBounded(overLong, floor, reach, span / BLOCK);
    }

    void follow(double value) {
        sum += value;
        inBlock++;
        if (inBlock == BLOCK) {
            blocks.add(sum / BLOCK);
            sum = 0;
            inBlock = 0;
        }
    }

    int bytes() {
        return 2 * ExponentialStats.BYTES + blocks.bytes() + Double.BYTES + 1;
    }

    void write(StateBytes to) {
        shortShift.write(to);
        longShift.write(to);
        blocks.write(to);
        to.putDouble(sum).put((byte) inBlock);
    }

    void read(StateBytes from) {
        shortShift.read(from);
        longShift.read(from);
        blocks.read(from);
        sum = from.getDouble();
        inBlock = from.get();
    }
}
