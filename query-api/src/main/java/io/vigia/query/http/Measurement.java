package io.vigia.query.http;

import io.vigia.contract.Instants;
import io.vigia.store.Sample;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value as {@code /listar} shows it.
 *
 * @param dato the value, in the sensor's unit
 * @param ts epoch milliseconds
 * @param fecha the same, in the zone of {@code TZ}
 */
record Measurement(double dato, long ts, String fecha) {
    // Beyond this, a double cannot represent every whole number, and its digits would be misleading.
    private static final double MOST_EXACT = 1e15;

    static Measurement of(Sample sample) {
        return new Measurement(sample.value(), sample.ts(), Instants.fecha(sample.ts()));
    }

    /**
     * {@code 2025-11-28 16:54:21 → 11 °C}.
     *
     * @param unit of the sensor; null if there is none
     */
    String row(@Nullable String unit) {
        return fecha + " → " + number(unit);
    }

    /** {@code 11 °C}, or {@code 11} without a unit. */
    String number(@Nullable String unit) {
        return unit == null ? number() : number() + " " + unit;
    }

    /** A prediction with two decimals; further digits of the double have no meaning. */
    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The value as short as it was sent. */
    String number() {
        boolean whole = dato == Math.rint(dato) && Math.abs(dato) < MOST_EXACT;
        return whole ? Long.toString((long) dato) : Double.toString(dato);
    }
}
