package io.vigia.ingest.format;

import java.util.ArrayList;
import java.util.List;

/** One JSON object per line. */
public final class NdjsonReadings implements ReadingFormat {
    private final ReadingRules rules;

    public NdjsonReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public Records read(byte[] body, Defaults defaults) {
        JsonRecord record = new JsonRecord(rules, defaults);
        TextLines text = new TextLines(body);
        List<Line> lines = new ArrayList<>();
        while (text.advance()) {
            try {
                lines.add(JsonBodies.record(body, text.start(), text.length(), text.number(), "line", record));
            } catch (RejectedException refused) {
                lines.add(new Line.Refused(text.number(), refused));
            }
        }
        return new Records(lines, true, record.ignored());
    }
}
