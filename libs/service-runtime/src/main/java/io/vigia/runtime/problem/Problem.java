package io.vigia.runtime.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param kind the last part of the problem's {@code type}, in kebab case
 * @param title short, the same for all problems of the kind
 * @param detail this case: what came, what is allowed, what to do
 * @param field the field, parameter or header at fault; null where there is none
 * @param received what it held, shortened; null where nothing came
 * @param allowed what it may hold; null where {@code field} is
 * @param retryAfter when to try again; null where trying again won't help
 * @param headers that the response carries besides
 * @param spanish what the classic calls and pages say instead; null where no such call can end so
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
     * The same words in Spanish.
     *
     * @param allowed null where the English one is, or needs no translation
     */
    record Spanish(String title, String detail, @Nullable String allowed) {}

    private static final String TYPE_PREFIX = "urn:vigia:problem:";
    private static final int LONGEST_CAME = 100;

    /** A problem that no field is at fault for. */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem(status, kind, title, detail, null, null, null, null, Map.of(), null);
    }

    /** A field that can't be taken (400). */
    public static Problem invalid(String field, @Nullable String received, String allowed) {
        String shown = received == null ? null : shortened(received);
        String detail =
                (shown == null ? field + " is missing" : field + " is '" + shown + "'") + "; allowed is " + allowed;
        return new Problem(
                400, "invalid-field", "A field can't be taken", detail, field, shown, allowed, null, Map.of(), null);
    }

    /**
     * A field of a classic call that can't be taken (400).
     *
     * @param spanish what it may hold, in Spanish
     */
    public static Problem invalid(String field, @Nullable String received, String allowed, String spanish) {
        String shown = received == null ? "falta " + field : field + " es '" + shortened(received) + "'";
        return invalid(field, received, allowed)
                .inSpanish("Un parámetro no es válido", shown + "; debe ser " + spanish, spanish);
    }

    /** The same with a field named. */
    public Problem at(String field, @Nullable String received, String allowed) {
        String shown = received == null ? null : shortened(received);
        return new Problem(status, kind, title, detail, field, shown, allowed, retryAfter, headers, spanish);
    }

    /** The same with another detail. */
    public Problem saying(String detail) {
        return new Problem(status, kind, title, detail, field, received, allowed, retryAfter, headers, spanish);
    }

    /** The same, to be tried again after {@code wait}, at least a second. */
    public Problem retryAfter(Duration wait) {
        return new Problem(status, kind, title, detail, field, received, allowed, wait, headers, spanish);
    }

    /** The same with its words for the classic calls. */
    public Problem inSpanish(String title, String detail) {
        return inSpanish(title, detail, null);
    }

    /** The same, where what is allowed has to be translated too. */
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

    /** The same with its Spanish words in the place of the English ones, as far as it has any. */
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

    /** The same with headers of the response. */
    public Problem withHeaders(Map<String, String> headers) {
        return new Problem(status, kind, title, detail, field, received, allowed, retryAfter, headers, spanish);
    }

    /** What the JSON mapper writes; members that do not apply are left out, as RFC 9457 has it. */
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

    /** {@code received} as it may be shown: short, without control characters. */
    public static String shortened(String received) {
        String head = received.length() <= LONGEST_CAME ? received : received.substring(0, LONGEST_CAME) + "…";
        return head.replaceAll("\\p{Cntrl}", "�");
    }
}
