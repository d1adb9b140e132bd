package io.vigia.detection.rule;

import io.vigia.detection.model.AdaptiveParameters;
import java.nio.ByteBuffer;

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
    private long opened;
    private long lastAbnormal;
    private long readings;
    private long normal;

    boolean isOpen() {
        return open;
    }

    /** Takes a reading. */
    Change take(boolean abnormal, long ts, AdaptiveParameters parameters) {
        if (abnormal) {
            boolean opens = !open;
            if (opens) {
                open = true;
                opened = ts;
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
        if (normal >= parameters.quietReadings() && ts - lastAbnormal >= parameters.coolDown()) {
            close();
            return Change.CLOSED;
        }
        readings++;
        return Change.NONE;
    }

    /** Whether what is abnormal has lasted so long by {@code ts}, after {@code more} further readings, that it is adopted. */
    boolean isDue(long ts, int more, AdaptiveParameters parameters) {
        return open && readings + more >= parameters.adoptReadings() && ts - opened >= parameters.adoptAfter();
    }

    void close() {
        open = false;
        opened = 0;
        lastAbnormal = 0;
        readings = 0;
        normal = 0;
    }

    int bytes() {
        return 1 + (open ? 2 * Long.BYTES + StateBytes.length(readings) + StateBytes.length(normal) : 0);
    }

    void write(ByteBuffer to) {
        to.put((byte) (open ? 1 : 0));
        if (open) {
            to.putLong(opened).putLong(lastAbnormal);
            StateBytes.write(readings, to);
            StateBytes.write(normal, to);
        }
    }

    void read(ByteBuffer from) {
        close();
        open = StateBytes.flag(from);
        if (open) {
            opened = from.getLong();
            lastAbnormal = from.getLong();
            readings = StateBytes.count(from, Long.MAX_VALUE);
            normal = StateBytes.count(from, Long.MAX_VALUE);
        }
    }
}
