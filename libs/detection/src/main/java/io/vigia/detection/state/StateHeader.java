package io.vigia.detection.state;

import io.vigia.detection.model.ModelManifest;
import java.nio.ByteBuffer;

/**
 * What an encoded state says of the model that wrote it.
 *
 * <table>
 * <caption>Bytes, big-endian; p is the length of the rule's parameters</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>1</td><td>version, {@value #VERSION}</td></tr>
 * <tr><td>1</td><td>1</td><td>number of the rule</td></tr>
 * <tr><td>2</td><td>2</td><td>window</td></tr>
 * <tr><td>4</td><td>p</td><td>the rule's parameters, two bytes each: none of {@code absolute-error}; errorMean, levelMean,
 *     firstCalibration and lastCalibration of {@code adaptive}; firstCalibration and lastCalibration of {@code adaptive-2}</td></tr>
 * <tr><td>4 + p</td><td>8</td><td>tag of the network</td></tr>
 * </table>
 *
 * @param rule its rule
 * @param window its window
 * @param network its {@link NetworkTag}
 */
public record StateHeader(RuleShape rule, int window, long network) {
    /** The version that is written, and read. */
    static final int VERSION = 2;
    /** Versions that may come; anything else was not written by a detector. */
    private static final int LAST_VERSION = 15;

    /** Of what a model writes. */
    public static StateHeader of(RuleShape rule, ModelManifest manifest) {
        return new StateHeader(rule, manifest.window(), NetworkTag.of(manifest));
    }

    /** Values that a state keeps, for the window and for the rule. */
    public int recent() {
        return Math.max(window, rule.lookBack());
    }

    /** The header as bytes. */
    public byte[] encoded() {
        ByteBuffer to = ByteBuffer.allocate(2 + Short.BYTES + rule.bytes() + Long.BYTES);
        to.put((byte) VERSION).put((byte) rule.kind()).putShort((short) window);
        rule.write(to);
        return to.putLong(network).array();
    }

    static StateHeader read(StateReader from, RuleShape.Shapes shapes) {
        int version = from.unsignedByte();
        if (version != VERSION) {
            throw new IncompatibleStateException(
                    "of format version " + version,
                    "format version 1 to " + VERSION,
                    version > VERSION && version <= LAST_VERSION);
        }
        int kind = from.unsignedByte();
        int window = from.unsignedShort();
        if (window < 1 || window > ModelManifest.MOST_WINDOW) {
            throw new IncompatibleStateException(
                    "of a window of " + window, "a window of 1 to " + ModelManifest.MOST_WINDOW);
        }
        RuleShape shape = shapes.read(kind, from);
        return new StateHeader(shape, window, from.anyLong());
    }
}
