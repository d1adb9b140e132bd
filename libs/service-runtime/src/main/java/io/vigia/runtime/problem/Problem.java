package io.vigia.runtime.problem;

import io.vigia.contract.Excerpt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as defined by RFC 9457.
 *
 * @param status the HTTP status
 * @param kind the last part of the problem's {@code type}, in kebab case
 * @param title short summary, the same for all problems of this kind
 * @param detail the details of this case: what was received, what is valid, what to do
 * @param field the field, parameter or header at fault; null where there is none
 * @param received the value of the field, shortened; null if nothing was received
 * @param allowed the valid values; null if {@code field} is null
 * @param retryAfter when to retry; null if retrying does not help
 * @param headers additional headers of the response
 * @param spanish the texts for classic calls and pages; null if no such call can have this problem
 */
public record Problem(
        int status,
        String kind,
        String title,
        String detail,
        @Nullable String field,
        @Nullable String received,
        @Nullable String allowed,
        @Nullable Duration retryAfter,
        Map<String, String> headers,
        @Nullable Spanish spanish) {
    /**
     * The texts in Spanish.
     *
     * @param allowed null if the English one is null or needs no translation
     */
    record Spanish(String title, String detail, @Nullable String allowed) {}

    private static final String TYPE_PREFIX = "urn:vigia:problem:";
    private static final int LONGEST_RECEIVED = 100;

    /** A problem without a field. */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem(status, kind, title, detail, null, null, null, null, Map.of(), null);
    }

    /** An invalid field (400). */
    public static Problem invalid(String field, @Nullable String received, String allowed) {
        String shown = received == null ? null : shortened(received);
        String detail =
                (shown == null ? field + " is missing" : field + " is '" + shown + "'") + "; must be " + allowed;
        return new Problem(
                400, "invalid-field", "A field is invalid", detail, field, shown, allowed, null, Map.of(), null);
    }

    /**
     * An invalid field of a classic call (400).
     *
     * @param spanish the valid values, in Spanish
     */
    public static Problem invalid(String field, @Nullable String received, String allowed, String spanish) {
        String shown = received == null ? "falta " + field : field + " es '" + shortened(received) + "'";
        return invalid(field, received, allowed)
                .inSpanish("Un parámetro no es válido", shown + "; debe ser " + spanish, spanish);
    }

    /** The same with a field. */
    public Problem at(String field, @Nullable String received, String allowed) {
        String shown = received == null ? null : shortened(received);
        return new Problem(status, kind, title, detail, field, shown, allowed, retryAfter, headers, spanish);
    }

    /** The same with another detail. */
    public Problem saying(String detail) {
        return new Problem(status, kind, title, detail, field, received, allowed, retryAfter, headers, spanish);
    }

    /** The same with {@code Retry-After}, at least a second. */
    public Problem retryAfter(Duration wait) {
        return new Problem(status, kind, title, detail, field, received, allowed, wait, headers, spanish);
    }

    /** The same with Spanish texts for the classic calls. */
    public Problem inSpanish(String title, String detail) {
        return inSpanish(title, detail, null);
    }

    /** The same with Spanish texts, including the valid values. */
    public Problem inSpanish(String title, String detail, @Nullable String allowed) {
        return new Problem(
                status,
                kind,
                this.title,
                this.detail,
                field,
                received,
                this.allowed,
                retryAfter,
                headers,
                new Spanish(title, detail, allowed));
    }

    /** The same with the Spanish texts instead of the English ones, if there are any. */
    Problem spanishOnly() {
        return spanish == null
                ? this
                : new Problem(
                        status,
                        kind,
                        spanish.title(),
                        spanish.detail(),
                        field,
                        received,
                        spanish.allowed() == null ? allowed : spanish.allowed(),
                        retryAfter,
                        headers,
                        null);
    }

    /** The same with additional headers. */
    public Problem withHeaders(Map<String, String> headers) {
        return new Problem(status, kind, title, detail, field, received, allowed, retryAfter, headers, spanish);
    }

    /** The members for the JSON mapper; members that do not apply are omitted, as RFC 9457 allows. */
    public Map<String, Object> json(String instance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPE_PREFIX + kind);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.put("instance", instance);
        putIfThere(json, "field", field);
        putIfThere(json, "received", received);
        putIfThere(json, "allowed", allowed);
        return json;
    }

    private static void putIfThere(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** {@code received} for display: shortened, without control characters. */
    public static String shortened(String received) {
        return Excerpt.of(received, LONGEST_RECEIVED + 1).replaceAll("\\p{Cntrl}", "�");
    }
}
