package io.vigia.cli.replay;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Numbers and times as the page has them. */
final class ReportText {
    private static final MathContext DIGITS = new MathContext(5);
    private static final int MOST_ZEROS = 9;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private ReportText() {}

    /** With five significant digits. */
    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) > MOST_ZEROS ? rounded.toString() : rounded.toPlainString();
    }

    /** @param ts epoch milliseconds; shown in UTC */
    static String time(long ts) {
        return (ts % 1_000 == 0 ? SECONDS : MILLIS)
                .format(Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC));
    }
}
