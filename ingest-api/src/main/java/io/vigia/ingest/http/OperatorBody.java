package io.vigia.ingest.http;

import io.vigia.contract.Action;
import io.vigia.contract.Instants;
import io.vigia.runtime.access.CallerName;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a body in which a person says what to do. Each method refuses an invalid value with a {@link ProblemException}. */
record OperatorBody(Map<?, ?> fields) {
    private static final String NOBODY = "unknown";

    /** The fields, all of which must be known. */
    static OperatorBody of(Map<?, ?> fields, Set<String> known) {
        for (Object name : fields.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw ProblemException.invalid(
                        "body", String.valueOf(name), "only the fields " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return new OperatorBody(fields);
    }

    /** Who does it: the field {@code by}, else the name of the API key. */
    String by(HttpServletRequest request) {
        String said = text("by", Action.MOST_BY);
        String key = CallerName.of(request);
        return said != null ? said : key != null ? key : NOBODY;
    }

    /** The field {@code note}; null if there is none. */
    @Nullable
    String note() {
        return text("note", Action.MOST_NOTE);
    }

    @Nullable
    String text(String name, int most) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.isBlank() || text.length() > most) {
            throw ProblemException.invalid(name, String.valueOf(value), "a text of 1 to " + most + " characters");
        }
        return text.strip();
    }

    /**
     * A time in epoch milliseconds that must be later than another.
     *
     * @param what such a time is, for messages: {@code a time in the future}
     */
    long timeAfter(String name, long other, String what) {
        Object value = fields.get(name);
        String received = value == null ? null : String.valueOf(value);
        try {
            long time = received == null ? Long.MIN_VALUE : Instants.parse(received);
            if (time > other) {
                return time;
            }
        } catch (IllegalArgumentException noTime) {
            throw new ProblemException(Problem.invalid(name, received, Instants.ALLOWED), noTime);
        }
        throw ProblemException.invalid(name, received, what + ": " + Instants.ALLOWED);
    }
}
