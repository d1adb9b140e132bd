package io.vigia.ingest.http;

import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/** Reads bodies that are one JSON object. */
final class JsonObjects {
    private static final ObjectReader JSON =
            Json.MAPPER.readerFor(Object.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private final BodyReader bodies;
    private final String example;

    /** @param example of a body, for messages */
    JsonObjects(BodyReader bodies, String example) {
        this.bodies = bodies;
        this.example = example;
    }

    /**
     * The fields of a body.
     *
     * @throws ProblemException if it is anything else
     */
    Map<?, ?> read(HttpServletRequest request) {
        try (BodyReader.Body body = bodies.read(request)) {
            return object(body.bytes());
        }
    }

    /** The same; no fields if there is no body. */
    Map<?, ?> readOptional(HttpServletRequest request) {
        try (BodyReader.Body body = bodies.read(request)) {
            byte[] bytes = body.bytes();
            return bytes.length == 0 ? Map.of() : object(bytes);
        }
    }

    private Map<?, ?> object(byte[] bytes) {
        try {
            if (JSON.readValue(bytes) instanceof Map<?, ?> fields) {
                return fields;
            }
            throw malformed("the body must be a JSON object such as " + example, null);
        } catch (JacksonException notJson) {
            throw malformed(
                    "the body is not valid JSON: " + Problem.shortened(String.valueOf(notJson.getOriginalMessage()))
                            + "; must be an object such as " + example,
                    notJson);
        }
    }

    private static ProblemException malformed(String detail, @Nullable JacksonException cause) {
        return new ProblemException(
                Problem.of(400, "malformed-body", "The body is malformed", detail + "; nothing was changed"), cause);
    }
}
