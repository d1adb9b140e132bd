package io.vigia.contract;

/** Parses decimal numbers; refuses other forms that Java accepts, such as {@code 0x1p3} or {@code 1d}. */
public final class Decimals {
    /** Powers of ten that a double represents exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int EXACT_DIGITS = 15;

    private Decimals() {}

    /**
     * The nearest double of {@code [+-]digits[.digits][e[+-]digits]}; NaN for any other text, infinite where the number is
     * beyond what a double holds.
     */
    public static double parse(String text) {
        int length = text.length();
        int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        long digits = 0;
        int count = 0;
        int decimals = 0;
        boolean point = false;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                decimals += point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (count == 0 || at < length && !isExponent(text, at)) {
            return Double.NaN;
        }
        if (at < length || count > EXACT_DIGITS) {
            return Double.parseDouble(text);
        }
        // Up to 15 digits and a power of ten up to 22 are exact, and so is their one division (Clinger 1990).
        double magnitude = digits / POWERS[decimals];
        return text.charAt(0) == '-' ? -magnitude : magnitude;
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int first = at + 1;
        if (first < text.length() && (text.charAt(first) == '+' || text.charAt(first) == '-')) {
            first++;
        }
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return first < text.length();
    }
}
