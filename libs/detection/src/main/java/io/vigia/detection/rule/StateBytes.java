package io.vigia.detection.rule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The encoded state of one sensor, big-endian, and a place in it from which numbers are read, or to which they are
 * written, one after the other. All have a fixed width: a state is read and written for each reading.
 */
final class StateBytes {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);

    private byte[] array;
    private int at;

    StateBytes(byte[] array) {
        this.array = array;
    }

    private static VarHandle view(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    static short shortAt(byte[] bytes, int place) {
        return (short) SHORTS.get(bytes, place);
    }

    static void shortAt(byte[] bytes, int place, short value) {
        SHORTS.set(bytes, place, value);
    }

    static int intAt(byte[] bytes, int place) {
        return (int) INTS.get(bytes, place);
    }

    static void intAt(byte[] bytes, int place, int value) {
        INTS.set(bytes, place, value);
    }

    static float floatAt(byte[] bytes, int place) {
        return (float) FLOATS.get(bytes, place);
    }

    static void floatAt(byte[] bytes, int place, float value) {
        FLOATS.set(bytes, place, value);
    }

    static double doubleAt(byte[] bytes, int place) {
        return (double) DOUBLES.get(bytes, place);
    }

    static void doubleAt(byte[] bytes, int place, double value) {
        DOUBLES.set(bytes, place, value);
    }

    /** Starts at the first byte of another state. */
    StateBytes of(byte[] state) {
        array = state;
        at = 0;
        return this;
    }

    byte[] array() {
        return array;
    }

    /** Goes on after an array of {@code count} bytes, and says where it begins. */
    int skip(int count) {
        int begin = at;
        at += count;
        return begin;
    }

    byte get() {
        return array[at++];
    }

    boolean getFlag() {
        return get() != 0;
    }

    short getShort() {
        return shortAt(array, skip(Short.BYTES));
    }

    int getInt() {
        return intAt(array, skip(Integer.BYTES));
    }

    long getLong() {
        return (long) LONGS.get(array, skip(Long.BYTES));
    }

    float getFloat() {
        return floatAt(array, skip(Float.BYTES));
    }

    double getDouble() {
        return doubleAt(array, skip(Double.BYTES));
    }

    StateBytes put(byte value) {
        array[at++] = value;
        return this;
    }

    StateBytes putFlag(boolean flag) {
        return put((byte) (flag ? 1 : 0));
    }

    StateBytes putShort(short value) {
        shortAt(array, skip(Short.BYTES), value);
        return this;
    }

    StateBytes putInt(int value) {
        intAt(array, skip(Integer.BYTES), value);
        return this;
    }

    /** Writes a count, as at most {@link Integer#MAX_VALUE}. */
    StateBytes putSaturated(long count) {
        return putInt((int) Math.min(Integer.MAX_VALUE, count));
    }

    StateBytes putLong(long value) {
        LONGS.set(array, skip(Long.BYTES), value);
        return this;
    }

    StateBytes putFloat(float value) {
        floatAt(array, skip(Float.BYTES), value);
        return this;
    }

    StateBytes putDouble(double value) {
        doubleAt(array, skip(Double.BYTES), value);
        return this;
    }
}
