package io.vigia.detection.state;

import java.nio.ByteBuffer;

/** Reads an encoded state, field by field, and refuses what no detector wrote. */
public final class StateReader {
    private final ByteBuffer bytes;

    /** Reads from the first byte on. */
    public StateReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    void skip(int count) {
        require(count);
        bytes.position(bytes.position() + count);
    }

    /** The next byte, which is read again. */
    public byte peekByte() {
        require(1);
        return bytes.get(bytes.position());
    }

    /** 0 to 255. */
    public int unsignedByte() {
        require(1);
        return bytes.get() & 0xff;
    }

    /** 0 to 65,535. */
    public int unsignedShort() {
        require(Short.BYTES);
        return bytes.getShort() & 0xffff;
    }

    int unsignedShort(long least, long most) {
        return (int) in(unsignedShort(), least, most);
    }

    /** 0 to {@code most}, of four bytes. */
    public int count(long most) {
        require(Integer.BYTES);
        return (int) in(bytes.getInt(), 0, most);
    }

    /** 0 or more, of four bytes. */
    public int count() {
        require(Integer.BYTES);
        return (int) atLeast(bytes.getInt(), 0);
    }

    /** Any four bytes. */
    public int anyInt() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    /** Of eight bytes. */
    public long anyLong() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /** {@code least} or more, of eight bytes. */
    public long longAtLeast(long least) {
        return atLeast(anyLong(), least);
    }

    /** {@code least} to {@code most}, of eight bytes. */
    public long longIn(long least, long most) {
        return in(anyLong(), least, most);
    }

    /** The place of a reading among {@code values}; -1 for none. */
    public long place(long values) {
        long place = longAtLeast(-1);
        if (place >= Math.max(values, 1)) {
            throw new IncompatibleStateException("naming reading " + place + " of " + values, "one of them");
        }
        return place;
    }

    /** Neither infinite nor NaN. */
    public double finite() {
        require(Double.BYTES);
        double value = bytes.getDouble();
        if (!Double.isFinite(value)) {
            throw new IncompatibleStateException("holding the number " + value, "finite numbers");
        }
        return value;
    }

    /** Finite, 0 or more. */
    public double notNegative() {
        double value = finite();
        if (value < 0) {
            throw new IncompatibleStateException("holding " + value + " at byte " + bytes.position(), "0 or more");
        }
        return value;
    }

    /** Bytes that were not read yet. */
    public int remaining() {
        return bytes.remaining();
    }

    /** The next bytes; all there are must be at least {@code count}, and {@code count} 0 or more. */
    public byte[] bytes(int count) {
        require(Math.max(0, count));
        byte[] read = new byte[Math.max(0, count)];
        bytes.get(read);
        return read;
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
