package io.vigia.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which column of a table of readings is which.
 *
 * @param count of all columns
 * @param ts the time's; -1 if there is none
 * @param tsName as the header has it
 * @param sensor -1 if there is none
 * @param value always there
 * @param ignored the names of the columns that are not read
 */
public record Columns(int count, int ts, String tsName, int sensor, int value, List<String> ignored) {
    /** What a header may be, for messages. */
    public static final String ALLOWED =
            "the column value (or dato), and if there are any, timestamp (or ts, time or datetime) and"
                    + " sensor, each once, in any order; others are not read";

    public Columns {
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException if it has no value, or a column twice; the message says what came and what is allowed
     */
    public static Columns of(CsvRecords header) {
        int ts = -1;
        int sensor = -1;
        int value = -1;
        List<String> ignored = new ArrayList<>();
        for (int i = 0; header.wellFormed() && i < header.count(); i++) {
            String name = header.cell(i).strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "timestamp", "ts", "time", "datetime", "@timestamp" -> ts = only(ts, i, header);
                case "sensor" -> sensor = only(sensor, i, header);
                case "value", "dato" -> value = only(value, i, header);
                default -> ignored.add(name);
            }
        }
        if (value < 0 || ts < 0 && ignored.stream().anyMatch("fecha"::equalsIgnoreCase)) {
            throw refused(header);
        }
        return new Columns(
                header.count(), ts, ts < 0 ? "timestamp" : header.cell(ts).strip(), sensor, value, ignored);
    }

    private static int only(int before, int column, CsvRecords header) {
        if (before >= 0) {
            throw refused(header);
        }
        return column;
    }

    private static IllegalArgumentException refused(CsvRecords header) {
        String text = header.text();
        String hint = text.indexOf(',') < 0 && (text.indexOf(';') >= 0 || text.indexOf('\t') >= 0)
                ? "; the fields must be separated by commas, and decimals by points"
                : text.toLowerCase(Locale.ROOT).contains("fecha")
                        ? "; fecha has no time zone and is not read as a time"
                        : "";
        return new IllegalArgumentException(
                "the header is '" + BadLineException.shortened(text) + "'; allowed is " + ALLOWED + hint);
    }
}
