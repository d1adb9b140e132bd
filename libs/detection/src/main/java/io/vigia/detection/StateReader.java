package io.vigia.detection;

import java.nio.ByteBuffer;

/** Reads an encoded state, field by field, and refuses what no detector wrote. */
final class StateReader {
    /** Of the format that is being read. */
    int version;

    private final ByteBuffer bytes;

    StateReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    void skip(int count) {
        require(count);
        bytes.position(bytes.position() + count);
    }

    int unsignedByte() {
        require(1);
        return bytes.get() & 0xff;
    }

    int unsignedShort() {
        require(Short.BYTES);
        return bytes.getShort() & 0xffff;
    }

    int unsignedShort(long least, long most) {
        return (int) in(unsignedShort(), least, most);
    }

    int count(long most) {
        require(Integer.BYTES);
        return (int) in(bytes.getInt(), 0, most);
    }

    int count() {
        require(Integer.BYTES);
        return (int) atLeast(bytes.getInt(), 0);
    }

    long anyLong() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    long longAtLeast(long least) {
        return atLeast(anyLong(), least);
    }

    long longIn(long least, long most) {
        return in(anyLong(), least, most);
    }

    /** The place of a reading among {@code values}; -1 for none. */
    long place(long values) {
        long place = longAtLeast(-1);
        if (place >= Math.max(values, 1)) {
            throw new IncompatibleStateException("naming reading " + place + " of " + values, "one of them");
        }
        return place;
    }

    double finite() {
        require(Double.BYTES);
        double value = bytes.getDouble();
        if (!Double.isFinite(value)) {
            throw new IncompatibleStateException("holding the number " + value, "finite numbers");
        }
        return value;
    }

    double notNegative() {
        double value = finite();
        if (value < 0) {
            throw new IncompatibleStateException("holding " + value + " at byte " + bytes.position(), "0 or more");
        }
        return value;
    }

    /** The bytes that were not read yet; what is read of them counts as read here. */
    ByteBuffer rest() {
        return bytes;
    }

    /** Refuses what is left over. */
    void end() {
        if (bytes.hasRemaining()) {
            throw new IncompatibleStateException(
                    bytes.capacity() + " bytes long", "a state of " + bytes.position() + " bytes");
        }
    }

    private long atLeast(long value, long least) {
        if (value < least) {
            throw new IncompatibleStateException(
                    "holding " + value + " at byte " + bytes.position(), least + " or more");
        }
        return value;
    }

    private long in(long value, long least, long most) {
        if (value > most) {
            throw new IncompatibleStateException(
                    "holding " + value + " at byte " + bytes.position(), "at most " + most);
        }
        return atLeast(value, least);
    }

    private void require(int more) {
        if (bytes.remaining() < more) {
            throw new IncompatibleStateException(
                    bytes.capacity() + " bytes long", "at least " + (bytes.position() + more) + " bytes");
        }
    }
}
