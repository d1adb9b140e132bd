package io.vigia.models.pickle;

import io.vigia.contract.Excerpt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A numpy element type: {@code f8}, {@code i4}, {@code O8}… */
final class NumpyType {
    private final char kind;
    private final int size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private NumpyType(char kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** @param code as numpy writes it, with or without a sign for the byte order */
    static NumpyType of(String code, PickleBytes at) {
        String plain = code.replaceFirst("^[<=|]", "");
        return switch (plain) {
            case "f8", "f4", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "b1" ->
                new NumpyType(plain.charAt(0), plain.charAt(1) - '0');
            case "O", "O8", "O4" -> new NumpyType('O', 0);
            default ->
                throw at.refused("holds an array of the numpy type " + shown(code)
                        + ", which is none of f4, f8, i1 to i8, u1 to u8, b1, O");
        };
    }

    private static String shown(String code) {
        return "'" + Excerpt.of(code, 21) + "'";
    }

    void order(String sign) {
        order = sign.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** True where elements are Python objects and not numbers. */
    boolean objects() {
        return kind == 'O';
    }

    /** Bytes of one number. */
    int size() {
        return size;
    }

    /** All numbers in {@code raw}, as doubles. */
    double[] numbers(byte[] raw, PickleBytes at) {
        if (objects() || raw.length % size != 0) {
            throw at.refused(raw.length + " bytes are no numbers of the numpy type " + kind + size);
        }
        at.copy(raw.length);
        ByteBuffer from = ByteBuffer.wrap(raw).order(order);
        double[] numbers = new double[raw.length / size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = kind == 'f' ? real(from) : integer(from);
        }
        return numbers;
    }

    private double real(ByteBuffer from) {
        return size == Float.BYTES ? from.getFloat() : from.getDouble();
    }

    private double integer(ByteBuffer from) {
        long signed = switch (size) {
            case 1 -> from.get();
            case 2 -> from.getShort();
            case 4 -> from.getInt();
            default -> from.getLong();
        };
        boolean wraps = kind == 'u' && signed < 0;
        return wraps ? signed + Math.pow(2, 8 * size) : signed;
    }
}
