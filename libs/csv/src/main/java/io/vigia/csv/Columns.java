package io.vigia.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a table of readings.
 *
 * @param count of all columns
 * @param ts the time's; -1 if there is none
 * @param tsName as the header has it
 * @param sensor -1 if there is none
 * @param value always there
 * @param ignored the names of the columns that are not read
 */
public record Columns(int count, int ts, String tsName, int sensor, int value, List<String> ignored) {
    /** The valid headers, for messages. */
    public static final String ALLOWED =
            "a list of columns: value (or dato), optionally timestamp (or ts, time or datetime) and"
                    + " sensor, each once, in any order; other columns are ignored";

    public Columns {
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException if it has no value, or a column twice; the message says what was received and what is valid
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
                ? "; fields must be separated by commas, and the decimal separator must be a point"
                : text.toLowerCase(Locale.ROOT).contains("fecha")
                        ? "; fecha has no time zone and is not accepted as a time"
                        : "";
        return new IllegalArgumentException(
                "the header is '" + BadLineException.shortened(text) + "'; must be " + ALLOWED + hint);
    }
}
