package io.vigia.cli.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event's schema as generators of clients understand it: one flat object that refers to nothing. What {@code if} and
 * {@code then} say of fields together is for the schema's own file.
 */
final class EventSchema {
    private EventSchema() {}

    /** The schema of a file in {@code static/schemas}. */
    static ObjectNode of(String file) {
        ObjectNode schema = read(file);
        ObjectNode flat = JsonMapper.shared().createObjectNode();
        flat.set("description", schema.get("description"));
        flat.put("type", "object");
        TreeSet<String> required = new TreeSet<>();
        ObjectNode properties = JsonMapper.shared().createObjectNode();
        collect(schema, required, properties);
        ArrayNode names = flat.putArray("required");
        properties.propertyNames().stream().filter(required::contains).forEach(names::add);
        flat.set("properties", properties);
        if (schema.has("examples")) {
            flat.set("examples", schema.get("examples"));
        }
        return flat;
    }

    private static void collect(ObjectNode schema, TreeSet<String> required, ObjectNode properties) {
        for (JsonNode part : schema.path("allOf")) {
            if (part.has("$ref")) {
                collect(read(part.get("$ref").asString()), required, properties);
            }
        }
        schema.path("required").forEach(name -> required.add(name.asString()));
        collectProperties(schema, properties);
    }

    private static void collectProperties(JsonNode schema, ObjectNode properties) {
        schema.path("properties")
                .forEachEntry((name, property) -> properties.set(name, typed(resolved(property.asObject()))));
    }

    private static ObjectNode resolved(ObjectNode property) {
        ObjectNode flat = JsonMapper.shared().createObjectNode();
        if (property.has("$ref")) {
            flat.setAll(definition(property.get("$ref").asString()));
        }
        List<JsonNode> choices = new ArrayList<>();
        property.path("anyOf").forEach(choices::add);
        boolean nullable =
                choices.removeIf(choice -> choice.path("type").asString("").equals("null"));
        if (choices.size() == 1) {
            flat.setAll(resolved(choices.get(0).asObject()));
        } else if (!choices.isEmpty()) {
            throw new IllegalStateException("one schema or null is understood, and this is not: " + property);
        }
        property.forEachEntry((key, value) -> {
            if (!key.equals("$ref") && !key.equals("anyOf")) {
                flat.set(key, value);
            }
        });
        if (property.has("properties")) {
            collectProperties(property, flat.putObject("properties"));
        }
        if (nullable) {
            String type = flat.get("type").asString();
            flat.putArray("type").add(type).add("null");
        }
        return flat;
    }

    /** What only names its values is text, or null where that is among them. */
    private static ObjectNode typed(ObjectNode property) {
        if (property.has("enum") && !property.has("type")) {
            boolean nullable = false;
            for (JsonNode value : property.get("enum")) {
                nullable |= value.isNull();
            }
            if (nullable) {
                property.putArray("type").add("string").add("null");
            } else {
                property.put("type", "string");
            }
        } else if (property.has("const") && !property.has("type")) {
            property.put("type", property.get("const").isBoolean() ? "boolean" : "string");
        }
        return property;
    }

    private static ObjectNode definition(String reference) {
        String[] parts = reference.split("#", -1);
        return read(parts[0]).at(parts[1]).asObject().deepCopy();
    }

    /** A file of {@code static/schemas}. */
    static ObjectNode read(String file) {
        String resource = "/static/schemas/" + file;
        try (InputStream json = Objects.requireNonNull(EventSchema.class.getResourceAsStream(resource), resource)) {
            return JsonMapper.shared().readTree(json.readAllBytes()).asObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
