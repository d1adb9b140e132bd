package io.vigia.cli.openapi;

import io.vigia.runtime.access.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The OpenAPI document: paths, methods, who may call, and the members of answers are those of the code; what they mean is
 * said in {@code description.yaml}, which has to fit.
 */
final class OpenApiOfRoutes {
    private static final String DESCRIPTION = "/openapi/description.yaml";
    private static final List<String> SCHEMES = List.of("bearer", "apiKey");

    private final ObjectNode document = read();
    private final ObjectNode described = document.remove("paths").asObject();
    private final ObjectNode paths = document.putObject("paths");

    private OpenApiOfRoutes() {}

    /**
     * The document.
     *
     * @throws IllegalStateException if the description and the code differ; the message says where
     */
    static ObjectNode generate() {
        OpenApiOfRoutes openApi = new OpenApiOfRoutes();
        Route.all().forEach(openApi::add);
        check(openApi.described.isEmpty(), "no route has " + openApi.described.propertyNames());
        openApi.schemas();
        return openApi.document;
    }

    private void add(Route route) {
        ObjectNode operation = description(route);
        checkParameters(route, operation);
        ObjectNode item = paths.withObject("/" + route.path().replace("/", "~1"));
        route.methods().forEach(method -> {
            ObjectNode copy = operation.deepCopy();
            copy.put("operationId", route.methods().size() == 1 ? route.name() : route.name() + "By" + method);
            protect(copy, route);
            item.set(method.toLowerCase(Locale.ROOT), copy);
        });
    }

    /** What is said of the path, or of this method of it if several routes have the path. */
    private ObjectNode description(Route route) {
        JsonNode ofPath = described.path(route.path());
        String method = String.join(",", route.methods()).toLowerCase(Locale.ROOT);
        JsonNode description = ofPath.has(method) ? ofPath.asObject().remove(method) : described.remove(route.path());
        if (ofPath.isEmpty()) {
            described.remove(route.path());
        }
        check(description != null, DESCRIPTION + " says nothing of " + route.path() + ", which " + route.handler());
        return Objects.requireNonNull(description).asObject();
    }

    private void checkParameters(Route route, ObjectNode operation) {
        Set<String> named = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = parameter.has("$ref")
                    ? document.at(parameter.get("$ref").asString().substring(1))
                    : parameter;
            named.add(
                    resolved.path("in").asString() + " " + resolved.path("name").asString());
        }
        Set<String> coded = route.parameters();
        check(
                coded.isEmpty() || coded.equals(named),
                route.path() + " takes " + coded + ", and " + DESCRIPTION + " says " + named);
    }

    private static void protect(ObjectNode operation, Route route) {
        Access access = route.access();
        ArrayNode security = operation.putArray("security");
        if (access == Access.ANYONE) {
            return;
        }
        for (String scheme : SCHEMES) {
            ArrayNode roles = security.addObject().putArray(scheme);
            List.of(access.scope().split(" ", -1)).forEach(roles::add);
        }
        if (access.classic()) {
            security.addObject();
        }
        ObjectNode responses = operation.get("responses").asObject();
        // Under /api/ problems are never pages, whoever asks.
        String form = route.path().startsWith("/api/") ? "" : "Classic";
        List.of("401", "403", "429").forEach(status -> {
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", "#/components/responses/" + form + status);
            }
        });
    }

    private void schemas() {
        for (JsonNode schema : document.at("/components/schemas")) {
            JsonNode record = schema.asObject().remove("record");
            if (record != null) {
                schema.asObject().setAll(RecordSchema.of(record.asString()));
            }
            JsonNode event = schema.asObject().remove("event");
            if (event != null) {
                describe(schema.asObject(), EventSchema.of(event.asString()));
            }
        }
    }

    /** As an event; what the description says itself is added, or replaces the event's. */
    private static void describe(ObjectNode schema, ObjectNode event) {
        ObjectNode own = schema.deepCopy();
        schema.setAll(event);
        own.path("required").forEach(schema.withArray("required")::add);
        own.path("properties").forEachEntry(schema.withObject("properties")::set);
        if (own.has("description")) {
            schema.set("description", own.get("description"));
            // They are of the event alone.
            schema.remove("examples");
        }
    }

    private static ObjectNode read() {
        try (InputStream yaml =
                Objects.requireNonNull(OpenApiOfRoutes.class.getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
            JsonNode plain = new YAMLMapper().readTree(yaml.readAllBytes());
            return JsonMapper.shared().readTree(plain.toString()).asObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
