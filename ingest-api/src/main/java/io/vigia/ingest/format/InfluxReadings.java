package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Influx line protocol, version 2. The sensor is the tag {@code sensor}, else the measurement; the field {@code value} is its
 * value, any other field becomes {@code <sensor>.<field>}. Floats and integers ({@code i}, {@code u}) are readings; strings and
 * booleans are refused, field by field. Lines that begin with {@code #} are comments.
 */
public final class InfluxReadings implements ReadingFormat {
    private final ReadingRules rules;
    private final Precision precision;

    public InfluxReadings(ReadingRules rules, Precision precision) {
        this.rules = rules;
        this.precision = precision;
    }

    @Override
    public List<Line> read(byte[] body, Defaults defaults) {
        TextLines text = new TextLines(body);
        List<Line> lines = new ArrayList<>();
        while (text.advance()) {
            String line = text.text().strip();
            if (!line.startsWith("#")) {
                read(text.number(), line, defaults, lines);
            }
        }
        return lines;
    }

    private void read(int number, String line, Defaults defaults, List<Line> lines) {
        InfluxLine parts;
        String sensor;
        Long ts;
        try {
            parts = InfluxLine.parse(line);
            sensor = rules.sensor("sensor", parts.sensor());
            ts = parts.timestamp().isEmpty() ? null : (Long) ts(parts.timestamp());
        } catch (RejectedException refused) {
            lines.add(new Line.Refused(number, refused));
            return;
        }
        for (InfluxLine.Field field : parts.fields()) {
            lines.add(line(number, sensor, ts, field, defaults));
        }
    }

    private Line line(int number, String sensor, @Nullable Long ts, InfluxLine.Field field, Defaults defaults) {
        try {
            String name = field.key().equals("value") ? sensor : rules.sensor("field", sensor + "." + field.key());
            Reading reading = rules.reading(null, name, ts, value(field), defaults.detect());
            return new Line.Taken(number, reading);
        } catch (RejectedException refused) {
            return new Line.Refused(number, refused);
        }
    }

    private double value(InfluxLine.Field field) throws RejectedException {
        String text = field.value();
        int last = text.length() - 1;
        boolean suffixed = last > 0 && (text.charAt(last) == 'i' || text.charAt(last) == 'u');
        if (!suffixed) {
            return rules.value(field.key(), text);
        }
        String whole = text.substring(0, last);
        if (!isWhole(whole, text.charAt(last) == 'i')) {
            throw new RejectedException(field.key(), text, Rule.VALUE);
        }
        return rules.value(field.key(), whole);
    }

    private static boolean isWhole(String text, boolean signed) {
        int first = signed && text.startsWith("-") ? 1 : 0;
        return text.length() > first && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }

    private long ts(String text) throws RejectedException {
        try {
            return rules.ts("timestamp", text, precision.toMillis(Long.parseLong(text)));
        } catch (NumberFormatException | ArithmeticException noTime) {
            throw new RejectedException("timestamp", text, Rule.TS);
        }
    }
}
