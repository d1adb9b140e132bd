package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** What the first reading of an incident teaches once the incident is over, so that what comes again and again is known. */
final class Lesson {
    /** How often its value and step count. */
    static final int VALUES = 3;
    /** How often its error counts: as long as an error stays in the mean of recent ones. */
    static final int ERRORS = 10;

    double value;
    double step;
    /** Mean of recent errors. */
    double error;
    /** NaN if none was compared. */
    double shortShift;

    double longShift;
    boolean noted;

    int bytes() {
        return 1 + (noted ? 5 * Double.BYTES : 0);
    }

    void write(ByteBuffer to) {
        to.put((byte) (noted ? 1 : 0));
        if (noted) {
            to.putDouble(value)
                    .putDouble(step)
                    .putDouble(error)
                    .putDouble(shortShift)
                    .putDouble(longShift);
        }
    }

    void read(ByteBuffer from) {
        noted = StateBytes.flag(from);
        if (noted) {
            value = StateBytes.finite(from);
            step = StateBytes.finite(from);
            error = StateBytes.notNegative(from);
            shortShift = from.getDouble();
            longShift = from.getDouble();
        }
    }
}
