package io.vigia.detection;

import java.nio.ByteBuffer;

/**
 * What an encoded state says of the model that wrote it.
 *
 * @param rule its rule
 * @param window its window
 * @param network its {@link NetworkTag}
 */
record StateHead(RuleShape rule, int window, long network) {
    /** The version that is written. Version 1 named no network and knew no change of model. */
    static final int VERSION = 2;
    /** Versions that may come; anything else was not written by a detector. */
    private static final int LAST_VERSION = 15;

    static StateHead of(Rule rule, ModelManifest manifest) {
        return new StateHead(rule.shape(), manifest.window(), NetworkTag.of(manifest));
    }

    /** Values that a state keeps, for the window and for the rule. */
    int recent() {
        return Math.max(window, rule.lookBack());
    }

    byte[] encoded() {
        ByteBuffer to = ByteBuffer.allocate(2 + Short.BYTES + rule.bytes() + Long.BYTES);
        to.put((byte) VERSION).put((byte) rule.kind()).putShort((short) window);
        rule.write(to);
        return to.putLong(network).array();
    }

    /**
     * Reads a head of any version. One of version 1 that has this shape counts as written by this model: whoever comes
     * from such a version changes no model at the same time.
     */
    StateHead read(StateReader from) {
        from.version = from.unsignedByte();
        if (from.version < 1 || from.version > VERSION) {
            throw new IncompatibleStateException(
                    "of format version " + from.version,
                    "format version 1 to " + VERSION,
                    from.version > VERSION && from.version <= LAST_VERSION);
        }
        int kind = from.unsignedByte();
        int foundWindow = from.unsignedShort();
        if (foundWindow < 1 || foundWindow > ModelManifest.MOST_WINDOW) {
            throw new IncompatibleStateException(
                    "of a window of " + foundWindow, "a window of 1 to " + ModelManifest.MOST_WINDOW);
        }
        RuleShape shape = RuleShape.read(kind, from);
        if (from.version == 1) {
            return new StateHead(shape, foundWindow, shape.equals(rule) && foundWindow == window ? network : ~network);
        }
        return new StateHead(shape, foundWindow, from.anyLong());
    }
}
