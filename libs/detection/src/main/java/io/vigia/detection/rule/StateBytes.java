package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** Numbers in an encoded state. Counts take one byte for every seven bits. */
final class StateBytes {
    private static final int MORE = 0x80;

    private StateBytes() {}

    /** Length of a count of at least 0. */
    static int length(long count) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(count) + 6) / 7);
    }

    static void write(long count, ByteBuffer to) {
        long rest = count;
        while (rest >= MORE) {
            to.put((byte) (rest | MORE));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }

    /**
     * Reads a count of 0 to {@code most}.
     *
     * @throws IllegalArgumentException if it is another
     */
    static long count(ByteBuffer from, long most) {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = from.get();
            count |= (long) (next & MORE - 1) << shift;
            if (next >= 0) {
                if (count > most || next == 0 && shift > 0) {
                    throw wrong("the count " + count, "0 to " + most);
                }
                return count;
            }
        }
        throw new IllegalArgumentException("a count of more than nine bytes; expected at most " + most);
    }

    static boolean flag(ByteBuffer from) {
        byte flag = from.get();
        if (flag != 0 && flag != 1) {
            throw wrong("the flag " + flag, "0 or 1");
        }
        return flag == 1;
    }

    static double finite(ByteBuffer from) {
        double value = from.getDouble();
        if (!Double.isFinite(value)) {
            throw wrong("the number " + value, "finite numbers");
        }
        return value;
    }

    static float finiteFloat(ByteBuffer from) {
        float value = from.getFloat();
        if (!Float.isFinite(value)) {
            throw wrong("the number " + value, "finite numbers");
        }
        return value;
    }

    static double notNegative(ByteBuffer from) {
        double value = finite(from);
        if (value < 0) {
            throw wrong("the number " + value, "0 or more");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String found, String expected) {
        return new IllegalArgumentException(found + "; expected " + expected);
    }
}
