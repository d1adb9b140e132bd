package io.vigia.ingest.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON of clients. It tolerates invalid numbers that many clients write, such as {@code NaN} and {@code +5}, so that
 * they reject one record and not the whole body. Strings and numbers are limited only by the size of the body.
 */
final class JsonBodies {
    /** The maximum nesting; deeper nesting needs more memory. */
    static final int DEEPEST = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    private JsonBodies() {}

    /** A parser of a part of {@code body}. */
    static JsonParser parser(byte[] body, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), body, offset, length);
    }

    /**
     * Parses a part of {@code body} as a reading.
     *
     * @param field name of the part in messages
     * @throws RejectedException if it is not one JSON object, or not a reading
     */
    static Line.Taken record(byte[] body, int offset, int length, int number, String field, JsonRecord record)
            throws RejectedException {
        try (JsonParser json = parser(body, offset, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                Line.Taken taken = record.read(number, json);
                if (json.nextToken() == null) {
                    return taken;
                }
            }
        } catch (JacksonException notJson) {
            // Reported below, with the text instead of the parser's message.
        }
        String badByte = Utf8.badByte(Utf8.decode(Arrays.copyOfRange(body, offset, offset + length)));
        throw badByte == null
                ? new RejectedException(field, text(body, offset, length), Rule.LINE_JSON)
                : new RejectedException(field, badByte, Rule.UTF8);
    }

    private static String text(byte[] body, int offset, int length) {
        return new String(body, offset, length, StandardCharsets.UTF_8).strip();
    }
}
