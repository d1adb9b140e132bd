package io.vigia.cli.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the page has them. */
final class ReportText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private ReportText() {}

    /** @param ts epoch milliseconds; shown in UTC */
    static String time(long ts) {
        return (ts % 1_000 == 0 ? SECONDS : MILLIS)
                .format(Instant.ofEpochMilli(ts).atOffset(ZoneOffset.UTC));
    }
}
