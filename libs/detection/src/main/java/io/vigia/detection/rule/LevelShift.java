package io.vigia.detection.rule;

/** How far the mean of the newest blocks of values lies from the mean of as many blocks before. */
final class LevelShift {
    private final ExponentialStats usual = new ExponentialStats();
    /** Blocks on either side. */
    private final int blocks;

    LevelShift(int blocks) {
        this.blocks = blocks;
    }

    void clear() {
        usual.clear();
    }

    /** The difference of the means, the newest block's included, which {@code before} does not hold; NaN with too few blocks. */
    double of(Window before, double newest) {
        if (before.size() < 2 * blocks - 1) {
            return Double.NaN;
        }
        double late = before.sum(0, blocks - 1) + newest;
        return Math.abs(late - before.sum(blocks - 1, blocks)) / blocks;
    }

    double excess(double shift, double floor, double cap) {
        return Double.isNaN(shift) ? 0 : usual.excess(shift, floor, cap);
    }

    void learn(double shift, double span) {
        if (!Double.isNaN(shift)) {
            usual.add(shift, span);
        }
    }

    void learnBounded(double shift, double floor, double reach, double span) {
        if (!Double.isNaN(shift)) {
            usual.addBounded(shift, floor, reach, span);
        }
    }

    void write(StateBytes to) {
        usual.write(to);
    }

    void read(StateBytes from) {
        usual.read(from);
    }
}
