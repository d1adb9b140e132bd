package io.vigia.detection;

import io.vigia.detection.adaptive.AdaptiveShape;
import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.StateHeader;
import io.vigia.detection.state.StateReader;
import java.nio.ByteBuffer;

/**
 * States of format version 1, which named no network and knew no change of model: they become states of version 2, the only
 * one that is read. What version 2 has besides is inserted: in the header the network's tag, then the number of values before the
 * rule began, 0, and the number of the last values; in the rule {@code adaptive} the number of values that the robust
 * level is of, or after the calibration the number of readings before the errors began, 0.
 */
final class FirstVersion {
    private static final int VERSION = 1;
    private static final int INSERTED = 2 * Long.BYTES + Short.BYTES + Long.BYTES;

    private FirstVersion() {}

    static boolean wrote(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
    }

    /** @param own what this model writes: a state with its rule and window counts as its own, since nobody changes version and model at once */
    static byte[] upgraded(byte[] bytes, StateHeader own) {
        StateReader from = new StateReader(bytes);
        from.unsignedByte();
        int kind = from.unsignedByte();
        int window = from.unsignedShort();
        RuleShape rule = Rules.shape(kind, from);
        boolean same = rule.equals(own.rule()) && window == own.window();
        StateHeader header = new StateHeader(rule, window, same ? own.network() : ~own.network());
        long newestTs = from.anyLong();
        long values = from.longAtLeast(0);
        int recent = (int) Math.min(values, header.recent());
        ByteBuffer to = ByteBuffer.allocate(bytes.length + INSERTED)
                .put(header.encoded())
                .putLong(newestTs)
                .putLong(values)
                .putLong(0)
                .putShort((short) recent)
                .put(from.bytes(recent * Double.BYTES));
        if (rule instanceof AdaptiveShape adaptive) {
            adaptive.upgrade(from, values, window, to);
        } else {
            to.put(from.bytes(from.remaining()));
        }
        byte[] upgraded = new byte[to.position()];
        to.flip().get(upgraded);
        return upgraded;
    }
}
