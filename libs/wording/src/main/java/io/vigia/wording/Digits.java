package io.vigia.wording;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
public final class Digits {
    private static final MathContext FIVE = new MathContext(5);
    private static final int MOST_ZEROS = 9;

    private Digits() {}

    /** A finite number with five significant digits, without trailing zeros. */
    public static String five(double value) {
        BigDecimal rounded = new BigDecimal(value).round(FIVE).stripTrailingZeros();
        return Math.abs(rounded.scale()) > MOST_ZEROS ? rounded.toString() : rounded.toPlainString();
    }
}
