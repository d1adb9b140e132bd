package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values under a header that names the columns, in any order: {@code value}, and if given {@code timestamp}
 * (or {@code ts}) and {@code sensor}. A field may stand in double quotes, but not go over several lines.
 */
public final class CsvReadings implements ReadingFormat {
    private static final String ALLOWED =
            "column names out of timestamp (or ts), sensor and value, each once, value among them";

    private final ReadingRules rules;

    public CsvReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Line> read(byte[] body, Defaults defaults) throws MalformedBodyException {
        TextLines text = new TextLines(body);
        if (!text.advance()) {
            throw new MalformedBodyException("header", null, ALLOWED, "the body is empty; a CSV header is expected");
        }
        Columns columns = Columns.of(text.text());
        List<Line> lines = new ArrayList<>();
        String[] cells = new String[columns.count];
        while (text.advance()) {
            lines.add(line(text, columns, cells, defaults));
        }
        return lines;
    }

    private Line line(TextLines text, Columns columns, String[] cells, Defaults defaults) {
        String line = text.text();
        try {
            if (split(line, cells) != cells.length) {
                throw new RejectedException("line", line, Rule.LINE_CSV);
            }
            return new Line.Taken(text.number(), reading(columns, cells, defaults));
        } catch (RejectedException refused) {
            return new Line.Refused(text.number(), refused);
        }
    }

    private Reading reading(Columns columns, String[] cells, Defaults defaults) throws RejectedException {
        String sensor = columns.sensor < 0 ? defaults.sensor() : rules.sensor("sensor", cells[columns.sensor].strip());
        Long ts = columns.ts < 0 ? null : (Long) rules.ts(columns.tsName, cells[columns.ts]);
        return rules.reading(null, sensor, ts, rules.value("value", cells[columns.value]), defaults.detect());
    }

    /** Splits into {@code cells} and answers how many there were, or -1 for quotes that do not close. */
    static int split(String line, String[] cells) {
        int count = 0;
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == '"';
            int end = quoted ? closingQuote(line, at + 1) : comma(line, at);
            if (end < 0 || quoted && end + 1 < line.length() && line.charAt(end + 1) != ',') {
                return -1;
            }
            if (count < cells.length) {
                cells[count] = quoted ? line.substring(at + 1, end).replace("\"\"", "\"") : line.substring(at, end);
            }
            count++;
            at = (quoted ? end + 1 : end) + 1;
        }
        return count;
    }

    private static int comma(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    private static int closingQuote(String line, int from) {
        int quote = line.indexOf('"', from);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
            quote = line.indexOf('"', quote + 2);
        }
        return quote;
    }

    /** Which column is which; -1 where there is none. */
    private static final class Columns {
        private static final int MAX = 3;

        private final int count;
        private int ts = -1;
        private String tsName = "timestamp";
        private int sensor = -1;
        private int value = -1;

        private Columns(int count) {
            this.count = count;
        }

        static Columns of(String header) throws MalformedBodyException {
            @Nullable String[] names = new String[MAX];
            int count = split(header, names);
            Columns columns = new Columns(count);
            boolean fits = count > 0 && count <= MAX;
            for (int i = 0; fits && i < count; i++) {
                String name = names[i];
                fits = name != null && columns.take(name.strip().toLowerCase(Locale.ROOT), i);
            }
            if (!fits || columns.value < 0) {
                throw new MalformedBodyException(
                        "header", header, ALLOWED, "the CSV header is '" + header + "'; allowed are " + ALLOWED);
            }
            return columns;
        }

        private boolean take(String name, int column) {
            return switch (name) {
                case "timestamp", "ts" -> {
                    boolean first = ts < 0;
                    ts = column;
                    tsName = name;
                    yield first;
                }
                case "sensor" -> {
                    boolean first = sensor < 0;
                    sensor = column;
                    yield first;
                }
                case "value" -> {
                    boolean first = value < 0;
                    value = column;
                    yield first;
                }
                default -> false;
            };
        }
    }
}
