package io.vigia.detection.adaptive;

import io.vigia.detection.rule.Histograms;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/** How often values fell where, in {@link Histograms} over the range of the warm-up, as the rule {@code adaptive} keeps it. */
final class RarityBins {
    /** Encoded length. */
    static final int BYTES = 2 * Double.BYTES + Histograms.SIZE * Integer.BYTES;

    private final Histograms histograms = new Counts();
    private double lo;
    private double hi;

    /** Forgets all counts and lies over another range. */
    void span(double from, double to) {
        histograms.clear();
        lay(from, to);
    }

    private void lay(double from, double to) {
        lo = from;
        hi = to;
        histograms.lay(lo, Histograms.width(lo, hi, 0.1 * Math.max(Math.abs(hi), 1)));
    }

    /** Counts a value. */
    void add(double value) {
        histograms.add(value);
    }

    /** J of a value, in nats. {@code logSeen} is ln(n + 1) after n values. */
    double rarity(double value, double logSeen) {
        return logSeen - histograms.logSeen(value);
    }

    /** Whether at least so many values fell where this one falls, in the mean. */
    boolean wasSeen(double value, int times) {
        return histograms.wasSeen(value, times);
    }

    /** J of the values of a cell. */
    double rarityOfCell(int cell, double logSeen) {
        return logSeen - histograms.logSeenOfCell(cell);
    }

    /** The cell of a value. */
    int cell(double value) {
        return histograms.cell(value);
    }

    /** Where the cell ends, upwards ({@code sign} 1) or downwards (-1); infinite for the last one. */
    double end(int cell, int sign) {
        return histograms.end(cell, sign);
    }

    void write(ByteBuffer to) {
        to.putDouble(lo).putDouble(hi);
        for (int i = 0; i < Histograms.SIZE; i++) {
            to.putInt(histograms.count(i));
        }
    }

    void read(StateReader from) {
        lay(from.finite(), from.finite());
        for (int i = 0; i < Histograms.SIZE; i++) {
            histograms.count(i, from.count());
        }
    }

    private static final class Counts extends Histograms {
        private final int[] counts = new int[SIZE];

        @Override
        public int count(int i) {
            return counts[i];
        }

        @Override
        public void count(int i, int seen) {
            counts[i] = seen;
        }
    }
}
