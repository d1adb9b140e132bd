package io.vigia.models.keras;

import io.vigia.models.WorkbenchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that somebody else wrote. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** @throws WorkbenchException if it is no JSON object */
    static JsonNode read(String text, String place, String remedy) {
        try {
            var node = MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
            throw new WorkbenchException(place, "is not a JSON object", remedy);
        } catch (JacksonException e) {
            throw new WorkbenchException(place, "is not valid JSON (" + e.getOriginalMessage() + ")", remedy, e);
        }
    }
}
