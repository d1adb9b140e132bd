package io.vigia.detection.rule;

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

    void write(StateBytes to) {
        to.putFlag(noted);
        if (noted) {
            to.putDouble(value)
                    .putDouble(step)
                    .putDouble(error)
                    .putDouble(shortShift)
                    .putDouble(longShift);
        }
    }

    void read(StateBytes from) {
        noted = from.getFlag();
        if (noted) {
            value = from.getDouble();
            step = from.getDouble();
            error = from.getDouble();
            shortShift = from.getDouble();
            longShift = from.getDouble();
        }
    }
}
