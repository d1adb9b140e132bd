package io.vigia.ingest.http;

import io.vigia.runtime.answer.JsonBody;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** Reads bodies that are one JSON object. */
final class JsonObjects {
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
            return JsonBody.object(body.bytes(), example);
        }
    }

    /** The same; no fields if there is no body. */
    Map<?, ?> readOptional(HttpServletRequest request) {
        try (BodyReader.Body body = bodies.read(request)) {
            byte[] bytes = body.bytes();
            return bytes.length == 0 ? Map.of() : JsonBody.object(bytes, example);
        }
    }
}
