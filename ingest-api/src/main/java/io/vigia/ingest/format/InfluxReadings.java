package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Influx line protocol, version 2. {@link SeriesNames} maps its series to sensors. Floats and integers ({@code i},
 * {@code u}) are readings; strings and booleans are refused, field by field. Lines that begin with {@code #} are comments.
 */
public final class InfluxReadings implements ReadingFormat {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ReadingRules rules;
    private final Precision precision;
    private final SeriesNames names;

    /** @param precision of timestamps whose size does not tell it */
    public InfluxReadings(ReadingRules rules, Precision precision, SeriesNames names) {
        this.rules = rules;
        this.precision = precision;
        this.names = names;
    }

    @Override
    public Records read(byte[] body, Defaults defaults) {
        String text = Utf8.decode(body);
        InfluxLines lines = new InfluxLines(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        List<Line> records = new ArrayList<>();
        while (lines.advance()) {
            read(lines, defaults, records);
        }
        return Records.batch(records);
    }

    private void read(InfluxLines lines, Defaults defaults, List<Line> records) {
        int number = lines.number();
        InfluxLine line;
        Long ts;
        try {
            line = lines.parse();
            ts = line.timestamp().isEmpty() ? null : (Long) rules.ts("timestamp", line.timestamp(), precision.unit());
        } catch (RejectedException refused) {
            records.add(new Line.Refused(number, refused));
            return;
        }
        String note = ts == null ? null : rules.note(line.timestamp(), ts);
        SeriesNames.Series series = names.of(line);
        for (InfluxLine.Field field : line.fields()) {
            records.add(record(number, series, ts, field, note, defaults));
        }
    }

    private Line record(
            int number,
            SeriesNames.Series series,
            @Nullable Long ts,
            InfluxLine.Field field,
            @Nullable String note,
            Defaults defaults) {
        try {
            double value = value(field);
            Reading reading = rules.reading(null, series.sensor(field.key()), ts, value, defaults.detect());
            return new Line.Taken(number, reading, note);
        } catch (RejectedException refused) {
            return new Line.Refused(number, refused);
        }
    }

    private double value(InfluxLine.Field field) throws RejectedException {
        String text = field.value();
        int last = text.length() - 1;
        boolean suffixed = last > 0 && (text.charAt(last) == 'i' || text.charAt(last) == 'u');
        String number = suffixed ? text.substring(0, last) : text;
        if (number.isEmpty() || suffixed && !isWhole(number, text.charAt(last) == 'i')) {
            throw new RejectedException(field.key(), text, Rule.FIELD_INFLUX);
        }
        return rules.number(field.key(), number, Rule.FIELD_INFLUX);
    }

    private static boolean isWhole(String text, boolean signed) {
        int first = signed && text.startsWith("-") ? 1 : 0;
        return text.length() > first && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }
}
