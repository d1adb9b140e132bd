package io.vigia.ingest.format;

import io.vigia.web.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One JSON object a line. */
public final class NdjsonReadings implements ReadingFormat {
    private final ReadingRules rules;

    public NdjsonReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Line> read(byte[] body, Defaults defaults) {
        JsonRecord record = new JsonRecord(rules, defaults);
        TextLines text = new TextLines(body);
        List<Line> lines = new ArrayList<>();
        while (text.advance()) {
            lines.add(line(body, text, record));
        }
        return lines;
    }

    private static Line line(byte[] body, TextLines text, JsonRecord record) {
        try (JsonParser json = Json.MAPPER.createParser(body, text.start(), text.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return notOneObject(text);
            }
            Line.Taken taken = new Line.Taken(text.number(), record.read(json));
            return json.nextToken() == null ? taken : notOneObject(text);
        } catch (RejectedException refused) {
            return new Line.Refused(text.number(), refused);
        } catch (JacksonException notJson) {
            return notOneObject(text);
        }
    }

    private static Line notOneObject(TextLines text) {
        return new Line.Refused(text.number(), new RejectedException("line", text.text(), Rule.LINE_JSON));
    }
}
