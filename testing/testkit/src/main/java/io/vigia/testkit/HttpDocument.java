package io.vigia.testkit;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document, held against answers as callers got them. */
public final class HttpDocument {
    private static final String RESOURCE = "/static/openapi.json";
    private static final String PLACE = "vigia://named-only/openapi.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    /** A call that the document does not have may get a problem, and nothing else. */
    private static final String UNKNOWN_CALL = "/components/responses/ClassicProblem";

    private static final Set<String> CLASSIC = Set.of("/", "/nuevo", "/detectar", "/listar", "/borrar");

    private static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(PLACE, DOCUMENT.toString())));

    private HttpDocument() {}

    /**
     * The answer itself.
     *
     * @throws AssertionError if it is none that the document announces: by its status, its content type, or a field that is
     *     missing, not named or of another kind; or if a problem is not in the language of the call
     */
    public static HttpResponse<String> announced(HttpResponse<String> answer) {
        String response = responseTo(answer.request(), answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = DOCUMENT.at(response).path("content");
        boolean head = answer.request().method().equals("HEAD");
        if (head || type.isEmpty() && answer.body().isEmpty() && content.isMissingNode()) {
            return answer;
        }
        if (!content.has(type)) {
            throw wrong(answer, "content type " + type + ", announced are " + content.propertyNames());
        }
        if (type.endsWith("json")) {
            String place = PLACE + "#" + pointer(response, "content", type, "schema");
            List<String> errors = EventSchemas.errors(
                    SCHEMAS.getSchema(SchemaLocation.of(place)),
                    JsonMapper.shared().readTree(answer.body()));
            if (!errors.isEmpty()) {
                throw wrong(answer, errors.toString());
            }
        }
        if (type.equals("application/problem+json")) {
            checkLanguage(answer);
        }
        return answer;
    }

    /** Classic calls answer in Spanish, all others in English. Where the gateway could not read the call it answers in English. */
    private static void checkLanguage(HttpResponse<String> answer) {
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        boolean classic = CLASSIC.contains(problem.path("instance").asString(""));
        Language language = classic ? Language.SPANISH : Language.ENGLISH;
        for (String member : List.of("title", "detail", "allowed")) {
            List<String> foreign = language.foreign(problem.path(member).asString(""));
            if (!foreign.isEmpty()) {
                throw new AssertionError("%s is not in %s: %s%n%s".formatted(member, language, foreign, answer.body()));
            }
        }
    }

    /** Where in the document the answer is. */
    private static String responseTo(HttpRequest request, int status) {
        String responses = pointer(
                "",
                "paths",
                templateOf(request.uri().getRawPath()),
                request.method().toLowerCase(Locale.ROOT),
                "responses");
        String own = pointer(responses, Integer.toString(status));
        String response = DOCUMENT.at(own).isMissingNode() ? pointer(responses, "default") : own;
        if (DOCUMENT.at(response).isMissingNode()) {
            return UNKNOWN_CALL;
        }
        String reference = DOCUMENT.at(response).path("$ref").asString("");
        return reference.isEmpty() ? response : reference.substring(1);
    }

    private static String templateOf(String path) {
        return DOCUMENT.get("paths").propertyNames().stream()
                .filter(template -> path.matches(PLACEHOLDER.matcher(template).replaceAll("[^/]+")))
                .findFirst()
                .orElse("");
    }

    /** A JSON pointer, as RFC 6901 has it, in a URI's fragment. */
    private static String pointer(String base, String... steps) {
        StringBuilder pointer = new StringBuilder(base);
        for (String step : steps) {
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static AssertionError wrong(HttpResponse<String> answer, String what) {
        return new AssertionError("%s answered %d, which openapi.json does not say: %s%n%s"
                .formatted(answer.request(), answer.statusCode(), what, answer.body()));
    }

    private static JsonNode read() {
        try (InputStream json = Objects.requireNonNull(HttpDocument.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            JsonNode document = JsonMapper.shared().readTree(json);
            namedOnly(document);
            return document;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Callers may meet a field that is not in the document when a newer Vigía answers; this one must name all of its own. */
    private static void namedOnly(JsonNode node) {
        node.forEach(HttpDocument::namedOnly);
        if (node.path("properties").isObject() && !node.has("additionalProperties")) {
            node.asObject().put("additionalProperties", false);
        }
    }
}
