package io.vigia.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times as numbers. The size determines the unit, for times between 2001 and 2286. */
final class EpochNumber {
    /** 2001-01-01, in epoch milliseconds. */
    static final long FIRST_TOLD_MS = 978_307_200_000L;

    /** 2286-11-20: seconds have ten digits until then. */
    static final long END_TOLD_MS = 10_000_000_000_000L;

    private static final TimeUnit[] UNITS = {
        TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS
    };

    // Limits the digits, because parsing a long decimal is expensive.
    private static final int LONGEST = 40;

    private EpochNumber() {}

    /**
     * Epoch milliseconds, rounded down.
     *
     * @param otherwise the unit of a whole number whose size does not determine it
     * @throws IllegalArgumentException if it is not a number, or beyond a long, or has a fraction and no unit
     */
    static long parse(String text, TimeUnit otherwise) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Instants.refused(text);
        }
        try {
            return isWhole(text) ? whole(Long.parseLong(text), otherwise) : decimal(text);
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw Instants.refused(text);
        }
    }

    private static boolean isWhole(String text) {
        int first = text.charAt(0) == '-' ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > first;
    }

    private static long whole(long number, TimeUnit otherwise) {
        TimeUnit told = unitOf(number);
        TimeUnit unit = told == null ? otherwise : told;
        return unit == TimeUnit.SECONDS
                ? Math.multiplyExact(number, 1_000L)
                : Math.floorDiv(number, unit.convert(1, TimeUnit.MILLISECONDS));
    }

    private static long decimal(String text) {
        double size = Decimals.parse(text);
        TimeUnit unit = size < Long.MAX_VALUE ? unitOf((long) size) : null;
        if (unit == null) {
            throw Instants.refused(text);
        }
        return new BigDecimal(text)
                .scaleByPowerOfTen(3 * (unit.ordinal() - TimeUnit.MILLISECONDS.ordinal()))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    private static @Nullable TimeUnit unitOf(long number) {
        long first = FIRST_TOLD_MS / 1_000;
        long end = END_TOLD_MS / 1_000;
        for (TimeUnit unit : UNITS) {
            if (number >= first && (number < end || unit == TimeUnit.NANOSECONDS)) {
                return unit;
            }
            first *= 1_000;
            end *= 1_000;
        }
        return null;
    }
}
