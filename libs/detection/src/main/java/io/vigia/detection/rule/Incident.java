package io.vigia.detection.rule;

import io.vigia.detection.judgement.Episode;
import io.vigia.detection.model.AdaptiveParameters;

/**
 * Whether something is wrong with a sensor: from its first abnormal reading until its readings have been normal for long
 * enough. Times are epoch milliseconds of the readings; there is no clock.
 */
final class Incident {
    /** What a reading did to the incident. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private boolean open;
    /** Time of the first abnormal reading, or of the first after it was quiet. */
    private long begun;

    private long lastAbnormal;
    private long readings;
    private long normal;
    /** Whether it seems to be over: what returns now still belongs to it. */
    private boolean quiet;

    /** What is held after a reading that made this change. */
    Episode episode(Change change) {
        if (change == Change.CLOSED) {
            return Episode.CLOSED;
        }
        return open ? Episode.OPEN : Episode.NONE;
    }

    /** Whether something is wrong now, so that nothing abnormal may be learned. */
    boolean lasts() {
        return open && !quiet;
    }

    /** Takes a reading. */
    Change take(boolean abnormal, long ts, AdaptiveParameters parameters) {
        if (abnormal) {
            boolean opens = !open;
            if (opens || quiet) {
                open = true;
                quiet = false;
                begun = ts;
                readings = 0;
            }
            normal = 0;
            lastAbnormal = ts;
            readings++;
            return opens ? Change.OPENED : Change.NONE;
        }
        if (!open) {
            return Change.NONE;
        }
        normal++;
        readings++;
        quiet = normal >= parameters.quietReadings() && ts - lastAbnormal >= parameters.coolDown();
        if (quiet && normal >= parameters.closingReadings()) {
            close();
            return Change.CLOSED;
        }
        return Change.NONE;
    }

    /** Whether what is abnormal has lasted so long by {@code ts}, after {@code more} further readings, that it is adopted. */
    boolean isDue(long ts, int more, AdaptiveParameters parameters) {
        return lasts() && readings + more >= parameters.adoptReadings() && ts - begun >= parameters.adoptAfter();
    }

    /** Readings since it began, or since it was quiet; 0 if none is open. */
    long readings() {
        return readings;
    }

    void close() {
        open = false;
        quiet = false;
        begun = 0;
        lastAbnormal = 0;
        readings = 0;
        normal = 0;
    }

    int bytes() {
        return 1 + (open ? 1 + 2 * Long.BYTES + 2 * Integer.BYTES : 0);
    }

    void write(StateBytes to) {
        to.putFlag(open);
        if (open) {
            to.putFlag(quiet).putLong(begun).putLong(lastAbnormal);
            to.putSaturated(readings);
            to.putSaturated(normal);
        }
    }

    void read(StateBytes from) {
        close();
        open = from.getFlag();
        if (open) {
            quiet = from.getFlag();
            begun = from.getLong();
            lastAbnormal = from.getLong();
            readings = from.getInt();
            normal = from.getInt();
        }
    }
}
