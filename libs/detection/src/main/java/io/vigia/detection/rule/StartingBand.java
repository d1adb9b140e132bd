package io.vigia.detection.rule;

/**
 * The band before the first calibration: the hull of the last three values, widened by what steps have been so far. The
 * second largest excursion widens it, so that a single wild value does not.
 */
final class StartingBand {
    private static final int FIRST = 10;
    private static final double STEPS = 5;
    private static final double EARLY = 6;
    private static final double EXCURSIONS = 2.5;
    private static final double FARTHEST = 4;
    private static final int FIRST_BOUNDED = 5;

    private final Window last = new Window(3);
    private double meanStep;
    private long steps;
    private double largest;
    private double second;
    private long count;
    private double mean;
    private double squares;

    double lower;
    double upper;

    void clear() {
        last.clear();
        meanStep = 0;
        steps = 0;
        largest = 0;
        second = 0;
        count = 0;
        mean = 0;
        squares = 0;
    }

    private double tiny() {
        return 1e-9 * (1 + Math.abs(mean));
    }

    private double low() {
        double low = last.fromNewest(0);
        for (int i = 1; i < last.size(); i++) {
            low = Math.min(low, last.fromNewest(i));
        }
        return low;
    }

    private double high() {
        double high = last.fromNewest(0);
        for (int i = 1; i < last.size(); i++) {
            high = Math.max(high, last.fromNewest(i));
        }
        return high;
    }

    /**
     * Sets {@link #lower} and {@link #upper} for the next value; false while there are too few values.
     *
     * @param sensitivity what the width is divided by
     */
    boolean lay(double sensitivity) {
        if (count < FIRST) {
            return false;
        }
        double width = width() / sensitivity;
        lower = low() - width;
        upper = high() + width;
        return true;
    }

    private double width() {
        double tiny = tiny();
        double usual = meanStep > tiny ? meanStep : 0;
        double width = Math.max(STEPS * (1 + EARLY / steps) * usual, EXCURSIONS * second);
        if (width > tiny) {
            return width;
        }
        double deviation = Math.sqrt(squares / count);
        return deviation <= tiny ? 0.06 * Math.max(Math.abs(mean), 1) : Math.max(0.5 * deviation, tiny);
    }

    void add(double value) {
        if (count > 0) {
            double excursion = Math.max(0, Math.max(low() - value, value - high()));
            double step = Math.abs(value - last.fromNewest(0));
            if (steps >= FIRST_BOUNDED) {
                step = Math.min(step, FARTHEST * Math.max(meanStep, tiny()));
            }
            steps++;
            meanStep += (step - meanStep) / steps;
            if (excursion > largest) {
                second = largest;
                largest = excursion;
            } else if (excursion > second) {
                second = excursion;
            }
        }
        last.add(value);
        count++;
        double d = value - mean;
        mean += d / count;
        squares += d * (value - mean);
    }

    int bytes() {
        return last.bytes() + 5 * Double.BYTES + 2 * Integer.BYTES;
    }

    void write(StateBytes to) {
        last.write(to);
        to.putDouble(meanStep)
                .putDouble(largest)
                .putDouble(second)
                .putDouble(mean)
                .putDouble(squares);
        to.putSaturated(steps);
        to.putSaturated(count);
    }

    void read(StateBytes from) {
        last.read(from);
        meanStep = from.getDouble();
        largest = from.getDouble();
        second = from.getDouble();
        mean = from.getDouble();
        squares = from.getDouble();
        steps = from.getInt();
        count = from.getInt();
    }
}
