package io.vigia.ingest.format;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The unit of the timestamps in Influx line protocol that are too small to tell it by themselves. */
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
     * @throws IllegalArgumentException if it is none
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
