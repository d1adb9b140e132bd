package io.vigia.ingest.format;

import java.util.Locale;

/** The unit of the timestamps in Influx line protocol. */
public enum Precision {
    NS(1, 1_000_000),
    US(1, 1_000),
    MS(1, 1),
    S(1_000, 1);

    private final long times;
    private final long over;

    Precision(long times, long over) {
        this.times = times;
        this.over = over;
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

    /** Epoch milliseconds, rounded down; {@link ArithmeticException} where they are beyond a long. */
    long toMillis(long timestamp) {
        return Math.floorDiv(Math.multiplyExact(timestamp, times), over);
    }
}
