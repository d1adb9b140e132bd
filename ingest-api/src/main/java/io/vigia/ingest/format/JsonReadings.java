package io.vigia.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON object, or an array of them. A malformed element rejects only itself, if brackets and quotes still show where the
 * next one starts; otherwise the whole body is refused.
 */
public final class JsonReadings implements ReadingFormat {
    private static final String ALLOWED = "a JSON object, or an array of them, nested no deeper than "
            + JsonBodies.DEEPEST + "; for one object per line, use application/x-ndjson";

    private final ReadingRules rules;

    public JsonReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public Records read(byte[] body, Defaults defaults) throws MalformedBodyException {
        JsonRecord record = new JsonRecord(rules, defaults);
        try (JsonParser json = JsonBodies.parser(body, 0, body.length)) {
            return read(json, record);
        } catch (JacksonException notJson) {
            List<Line> lines = oneByOne(body, record);
            if (lines == null) {
                throw malformed(body, notJson);
            }
            return new Records(lines, true, record.ignored());
        }
    }

    private static Records read(JsonParser json, JsonRecord record) throws MalformedBodyException {
        List<Line> lines = new ArrayList<>();
        boolean batch = json.nextToken() == JsonToken.START_ARRAY;
        if (batch) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                lines.add(line(lines.size() + 1, json, record));
            }
        } else if (json.currentToken() != null) {
            lines.add(line(1, json, record));
        }
        if (json.nextToken() != null) {
            throw new MalformedBodyException(
                    "body",
                    json.getString(),
                    ALLOWED,
                    "content was received after the JSON value; the body must be " + ALLOWED);
        }
        return new Records(lines, batch, record.ignored());
    }

    private static Line line(int number, JsonParser json, JsonRecord record) {
        try {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                String received = json.currentToken() == JsonToken.START_ARRAY ? "[" : json.getString();
                json.skipChildren();
                throw new RejectedException("item", received, Rule.LINE_JSON);
            }
            return record.read(number, json);
        } catch (RejectedException refused) {
            return new Line.Refused(number, refused);
        }
    }

    /** Parses each element separately; null if they cannot be separated. */
    private static @Nullable List<Line> oneByOne(byte[] body, JsonRecord record) {
        JsonElements elements = new JsonElements(body);
        List<Line> lines = new ArrayList<>();
        while (elements.advance()) {
            int number = lines.size() + 1;
            try {
                lines.add(JsonBodies.record(body, elements.start(), elements.length(), number, "item", record));
            } catch (RejectedException refused) {
                lines.add(new Line.Refused(number, refused));
            }
        }
        return elements.complete() ? lines : null;
    }

    private static MalformedBodyException malformed(byte[] body, JacksonException notJson) {
        String badByte = Utf8.badByte(Utf8.decode(body));
        if (badByte != null) {
            return new MalformedBodyException(
                    "body", badByte, "UTF-8", "the body is not valid UTF-8: it contains " + badByte);
        }
        String where = notJson.getLocation() == null
                ? ""
                : " at line " + notJson.getLocation().getLineNr() + ", column "
                        + notJson.getLocation().getColumnNr();
        return new MalformedBodyException(
                "body", null, ALLOWED, "the body is not valid JSON" + where + "; must be " + ALLOWED);
    }
}
