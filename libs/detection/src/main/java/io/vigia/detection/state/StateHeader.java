package io.vigia.detection.state;

import io.vigia.detection.model.ModelManifest;
import java.nio.ByteBuffer;

/**
 * What an encoded state says of the model that wrote it.
 *
 * @param rule its rule
 * @param window its window
 * @param network its {@link NetworkTag}
 */
public record StateHeader(RuleShape rule, int window, long network) {
    /** The version that is written. Version 1 named no network and knew no change of model. */
    static final int VERSION = 2;
    /** Versions that may come; anything else was not written by a detector. */
    private static final int LAST_VERSION = 15;

    /** Of what a model writes. */
    public static StateHeader of(RuleShape rule, ModelManifest manifest) {
        return new StateHeader(rule, manifest.window(), NetworkTag.of(manifest));
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
    StateHeader read(StateReader from, RuleShape.Shapes shapes) {
        int version = from.unsignedByte();
        from.version(version);
        if (version < 1 || version > VERSION) {
            throw new IncompatibleStateException(
                    "of format version " + version,
                    "format version 1 to " + VERSION,
                    version > VERSION && version <= LAST_VERSION);
        }
        int kind = from.unsignedByte();
        int foundWindow = from.unsignedShort();
        if (foundWindow < 1 || foundWindow > ModelManifest.MOST_WINDOW) {
            throw new IncompatibleStateException(
                    "of a window of " + foundWindow, "a window of 1 to " + ModelManifest.MOST_WINDOW);
        }
        RuleShape shape = shapes.read(kind, from);
        if (version == 1) {
            return new StateHeader(
                    shape, foundWindow, shape.equals(rule) && foundWindow == window ? network : ~network);
        }
        return new StateHeader(shape, foundWindow, from.anyLong());
    }
}
