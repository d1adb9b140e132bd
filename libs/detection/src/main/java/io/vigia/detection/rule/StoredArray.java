package io.vigia.detection.rule;

import java.util.Arrays;

/**
 * Numbers that stay in the bytes of the state where they were read or written last and are changed there, since few of them
 * change with a reading. After a reset they have a place of their own until they are written. Places are in bytes.
 */
final class StoredArray {
    private final byte[] own;
    private byte[] array;
    private int begin;

    /** Allows for {@code most} bytes. */
    StoredArray(int most) {
        own = new byte[most];
        array = own;
    }

    /** Becomes zeros. */
    void reset() {
        array = own;
        begin = 0;
        Arrays.fill(own, (byte) 0);
    }

    byte get(int place) {
        return array[begin + place];
    }

    void put(int place, int value) {
        array[begin + place] = (byte) value;
    }

    /** An unsigned number of two bytes. */
    int getShort(int place) {
        return StateBytes.shortAt(array, begin + place) & 0xffff;
    }

    void putShort(int place, int value) {
        StateBytes.shortAt(array, begin + place, (short) value);
    }

    int getInt(int place) {
        return StateBytes.intAt(array, begin + place);
    }

    void putInt(int place, int value) {
        StateBytes.intAt(array, begin + place, value);
    }

    float getFloat(int place) {
        return StateBytes.floatAt(array, begin + place);
    }

    void putFloat(int place, float value) {
        StateBytes.floatAt(array, begin + place, value);
    }

    double getDouble(int place) {
        return StateBytes.doubleAt(array, begin + place);
    }

    void putDouble(int place, double value) {
        StateBytes.doubleAt(array, begin + place, value);
    }

    /** Moves {@code bytes} bytes from a place to the beginning. */
    void shift(int from, int bytes) {
        System.arraycopy(array, begin + from, array, begin, bytes);
    }

    void read(StateBytes from, int bytes) {
        array = from.array();
        begin = from.skip(bytes);
    }

    /**
     * Writes them, unless they are there already. Where a state's layout changes, so does its length: it is never written
     * over another layout of itself.
     */
    void write(StateBytes to, int bytes) {
        int place = to.skip(bytes);
        if (array != to.array() || begin != place) {
            System.arraycopy(array, begin, to.array(), place, bytes);
            array = to.array();
            begin = place;
        }
    }
}
