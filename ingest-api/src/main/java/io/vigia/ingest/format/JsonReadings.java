package io.vigia.ingest.format;

import io.vigia.web.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON object, or an array of them. What is no JSON costs the whole body: nothing tells where the next record begins. */
public final class JsonReadings implements ReadingFormat {
    private static final String ALLOWED = "a JSON object, or an array of them";

    private final ReadingRules rules;

    public JsonReadings(ReadingRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Line> read(byte[] body, Defaults defaults) throws MalformedBodyException {
        JsonRecord record = new JsonRecord(rules, defaults);
        List<Line> lines = new ArrayList<>();
        try (JsonParser json = Json.MAPPER.createParser(body)) {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    lines.add(line(lines.size() + 1, json, record));
                }
            } else if (json.currentToken() != null) {
                lines.add(line(1, json, record));
            }
            if (json.nextToken() != null) {
                throw new MalformedBodyException("body", json.getString(), ALLOWED, "something follows the JSON value");
            }
            return lines;
        } catch (JacksonException notJson) {
            throw malformed(notJson);
        }
    }

    private static Line line(int number, JsonParser json, JsonRecord record) {
        try {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                String came = json.currentToken() == JsonToken.START_ARRAY ? "[" : json.getString();
                json.skipChildren();
                throw new RejectedException("item", came, Rule.LINE_JSON);
            }
            return new Line.Taken(number, record.read(json));
        } catch (RejectedException refused) {
            return new Line.Refused(number, refused);
        }
    }

    private static MalformedBodyException malformed(JacksonException notJson) {
        String where = notJson.getLocation() == null
                ? ""
                : " at line " + notJson.getLocation().getLineNr() + ", column "
                        + notJson.getLocation().getColumnNr();
        return new MalformedBodyException(
                "body", null, ALLOWED, "the body is no JSON" + where + ": " + notJson.getOriginalMessage());
    }
}
