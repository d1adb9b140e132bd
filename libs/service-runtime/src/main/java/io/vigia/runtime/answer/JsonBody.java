package io.vigia.runtime.answer;

import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/** Reads the JSON object of a request's body. */
public final class JsonBody {
    private static final ObjectReader JSON =
            Json.MAPPER.readerFor(Object.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private JsonBody() {}

    /**
     * The fields of a body.
     *
     * @param example of a body, for messages
     * @throws ProblemException if it is anything else than one object
     */
    public static Map<?, ?> object(byte[] bytes, String example) {
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
