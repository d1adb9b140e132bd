package io.vigia.models.pickle;

import io.vigia.models.WorkbenchException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read forwards; numbers are little-endian. Nothing is allocated for a length that is not there. */
final class PickleBytes {
    static final String REMEDY =
            "The file must have one MinMaxScaler, StandardScaler, RobustScaler or MaxAbsScaler, written by joblib.dump or"
                    + " pickle.dump; write only the fitted scaler again.";

    /** A few bytes of a pickle may ask for a copy of a large value, again and again. */
    private static final long MOST_COPIED = 16 << 20;

    private final String file;
    private final ByteBuffer bytes;
    private long copied;

    PickleBytes(byte[] bytes, String file) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() {
        require(1);
        return bytes.get() & 0xff;
    }

    int unsignedShort() {
        require(Short.BYTES);
        return bytes.getShort() & 0xffff;
    }

    int int32() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    long int64() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /** The one number that pickles hold in network order. */
    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(int64()));
    }

    byte[] take(long length) {
        require(length);
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    String text(long length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    /** A string of Python 2: text or bytes, each letter a byte. */
    String letters(long length) {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    /** What stands before the next line feed, which is taken too. */
    String line() {
        int start = bytes.position();
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != '\n') {
            end++;
        }
        String line = text(end - start);
        unsignedByte();
        return line;
    }

    /** Counts what is made of a value that is already there; a scaler makes a few bytes. */
    void copy(long size) {
        copied += size;
        if (copied > MOST_COPIED) {
            throw refused("makes more than " + MOST_COPIED + " bytes of copies");
        }
    }

    private void require(long more) {
        if (more < 0 || more > bytes.remaining()) {
            throw refused("is truncated or damaged: %d bytes are left, but %d are announced"
                    .formatted(bytes.remaining(), more));
        }
    }

    /** The error for what was met before the current byte. */
    WorkbenchException refused(String problem) {
        return refused(problem, REMEDY);
    }

    WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException(file + ", byte " + bytes.position(), problem, remedy);
    }
}
