package io.vigia.runtime.answer;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON mapper of the services: properties in the order of the record, nulls written, unknown properties refused. A number
 * that is not finite, which JSON does not have, is written as null.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(FiniteNumbers.module())
            .build();

    private Json() {}

    /** Reads JSON that a newer version may have written: unknown properties are ignored. */
    public static ObjectReader ofNewer(Class<?> type) {
        return MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** {@code value} as JSON in UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
