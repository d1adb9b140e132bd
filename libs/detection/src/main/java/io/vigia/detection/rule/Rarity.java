package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** How rare values like this one are: the share of all values that fell where it falls in {@link Histograms}. */
final class Rarity {
    private final Histograms histograms = new Histograms();
    private long total;
    /** ln(total + 1). */
    private double logTotal;

    /**
     * Forgets all counts and covers another range.
     *
     * @param constantWidth the width of a range that is a single value
     */
    void span(double from, double to, double constantWidth) {
        histograms.clear();
        histograms.lay(from, Histograms.width(from, to, constantWidth));
        total = 0;
        logTotal = 0;
    }

    /** Width of the range. */
    double width() {
        return histograms.width();
    }

    /** Counts a value. */
    void add(double value) {
        histograms.add(value);
        total++;
        logTotal = Math.log(total + 1.0);
    }

    /** −ln of the share of values that fell where this one falls, in nats. */
    double of(double value) {
        return logTotal - histograms.logSeen(value);
    }

    /** The rarity of the values of a cell. */
    double ofCell(int cell) {
        return logTotal - histograms.logSeenOfCell(cell);
    }

    /** The cell of a value. */
    int cell(double value) {
        return histograms.cell(value);
    }

    /** Where the cell ends, upwards ({@code sign} 1) or downwards (-1); infinite for the last one. */
    double end(int cell, int sign) {
        return histograms.end(cell, sign);
    }

    int bytes() {
        int bytes = 2 * Double.BYTES + StateBytes.length(total);
        for (int i = 0; i < Histograms.SIZE; i++) {
            bytes += StateBytes.length(histograms.count(i));
        }
        return bytes;
    }

    void write(ByteBuffer to) {
        to.putDouble(histograms.lo()).putDouble(histograms.width());
        StateBytes.write(total, to);
        for (int i = 0; i < Histograms.SIZE; i++) {
            StateBytes.write(histograms.count(i), to);
        }
    }

    void read(ByteBuffer from) {
        double lo = StateBytes.finite(from);
        histograms.lay(lo, Math.max(Double.MIN_NORMAL, StateBytes.notNegative(from)));
        total = StateBytes.count(from, Long.MAX_VALUE);
        logTotal = Math.log(total + 1.0);
        for (int i = 0; i < Histograms.SIZE; i++) {
            histograms.count(i, (int) StateBytes.count(from, Integer.MAX_VALUE));
        }
    }
}
