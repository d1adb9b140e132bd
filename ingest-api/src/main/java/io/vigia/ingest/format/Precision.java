package io.vigia.ingest.format;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The unit of timestamps in Influx line protocol whose size does not determine it. */
public enum Precision {
    NS(TimeUnit.NANOSECONDS),
    US(TimeUnit.MICROSECONDS),
    MS(TimeUnit.MILLISECONDS),
    S(TimeUnit.SECONDS);

    private final TimeUnit unit;

    Precision(TimeUnit unit) {
        this.unit = unit;
    }

    /**
     * @throws IllegalArgumentException if it is not a precision
     */
    public static Precision parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "ns", "n" -> NS;
            case "us", "u" -> US;
            case "ms" -> MS;
            case "s" -> S;
            default -> throw new IllegalArgumentException(text);
        };
    }

    TimeUnit unit() {
        return unit;
    }
}
