package io.vigia.detection;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The encoding of a sensor's state, big-endian: version, rule, window and the rule's shape; time of the newest reading,
 * number of readings, the last values oldest first, the rule's own part. Whatever in the model changes the meaning of a
 * byte is in the head, so that a state of another shape is refused and never misread.
 */
final class StateFormat {
    private static final int VERSION = 1;

    private final Rule rule;
    private final int[] shape;
    private final int window;
    private final int recent;
    private final int headBytes;

    StateFormat(Rule rule, int window) {
        this.rule = rule;
        this.window = window;
        shape = rule.shape();
        recent = Math.max(window, rule.lookBack());
        headBytes = 2 + Short.BYTES * (1 + shape.length);
    }

    SensorState fresh() {
        return new SensorState(new RecentValues(recent), rule.newState());
    }

    byte[] write(SensorState state) {
        ByteBuffer to = ByteBuffer.allocate(headBytes + 2 * Long.BYTES + state.recent.bytes() + state.rule.bytes());
        to.put((byte) VERSION).put((byte) rule.kind()).putShort((short) window);
        for (int part : shape) {
            to.putShort((short) part);
        }
        to.putLong(state.newestTs).putLong(state.values);
        state.recent.write(to);
        state.rule.write(to);
        return to.array();
    }

    SensorState read(byte[] bytes) {
        StateReader from = new StateReader(bytes);
        readHead(from);
        long newestTs = from.anyLong();
        long values = from.longAtLeast(0);
        RecentValues last = new RecentValues(recent);
        last.read(from, values);
        SensorState state = new SensorState(last, rule.read(from, values));
        from.end();
        state.newestTs = newestTs;
        state.values = values;
        return state;
    }

    private void readHead(StateReader from) {
        int version = from.unsignedByte();
        if (version != VERSION) {
            throw new IncompatibleStateException("of format version " + version, "format version " + VERSION);
        }
        int kind = from.unsignedByte();
        if (kind != rule.kind()) {
            throw new IncompatibleStateException("of rule " + kind, "rule " + rule.kind());
        }
        int foundWindow = from.unsignedShort();
        if (foundWindow != window) {
            throw new IncompatibleStateException("of a window of " + foundWindow, "a window of " + window);
        }
        int[] found = new int[shape.length];
        Arrays.setAll(found, i -> from.unsignedShort());
        if (!Arrays.equals(found, shape)) {
            throw new IncompatibleStateException(
                    "of a rule with the shape " + Arrays.toString(found), Arrays.toString(shape));
        }
    }
}
