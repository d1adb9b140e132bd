package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import io.vigia.csv.Columns;
import io.vigia.csv.CsvRecords;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values with a header that names the columns in any order: {@code value}, optionally {@code timestamp}
 * (or {@code ts}, or {@code time}) and {@code sensor}. Other columns are ignored.
 */
public final class CsvReadings implements ReadingFormat {
    private final ReadingRules rules;

    public CsvReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public Records read(byte[] body, Defaults defaults) throws MalformedBodyException {
        CsvRecords records = new CsvRecords(new StringReader(Utf8.decode(body)));
        try {
            Columns columns = header(records);
            List<Line> lines = new ArrayList<>();
            while (records.next()) {
                lines.add(line(records, columns, defaults));
            }
            return new Records(lines, true, Ignored.columns(columns.ignored()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Columns header(CsvRecords records) throws IOException, MalformedBodyException {
        if (!records.next()) {
            throw new MalformedBodyException(
                    "header", null, Columns.ALLOWED, "the body is empty; must start with a CSV header");
        }
        try {
            return Columns.of(records);
        } catch (IllegalArgumentException other) {
            throw new MalformedBodyException(
                    "header", records.text(), Columns.ALLOWED, String.valueOf(other.getMessage()));
        }
    }

    private Line line(CsvRecords records, Columns columns, Defaults defaults) {
        int number = (int) records.line();
        try {
            if (!records.wellFormed() || records.count() != columns.count()) {
                throw new RejectedException("line", records.text(), Rule.LINE_CSV);
            }
            String sensor = columns.sensor() < 0
                    ? defaults.sensor()
                    : rules.sensor("sensor", text(records, columns.sensor()).strip());
            String time = columns.ts() < 0 ? null : text(records, columns.ts());
            Long ts = time == null ? null : (Long) rules.ts(columns.tsName(), time);
            Reading reading = rules.reading(
                    null, sensor, ts, rules.value("value", text(records, columns.value())), defaults.detect());
            return new Line.Taken(number, reading, rules.note(time, reading.ts()));
        } catch (RejectedException refused) {
            return new Line.Refused(number, refused);
        }
    }

    private static String text(CsvRecords records, int column) throws RejectedException {
        String text = records.cell(column);
        @Nullable String badByte = Utf8.badByte(text);
        if (badByte != null) {
            throw new RejectedException("line", badByte, Rule.UTF8);
        }
        return text;
    }
}
