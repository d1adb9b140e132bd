package io.vigia.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON EventSchemas of the jar, by the references that the AsyncAPI document makes. */
final class EventSchemas {
    /** Where the document lies; references are relative to it. */
    static final String BASE = "vigia://contract/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:static/")));
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private EventSchemas() {}

    /**
     * What is wrong with a value; empty if nothing is.
     *
     * @param schema as the document has it: a reference to one of its schemas or to a file, or written out
     */
    static List<String> errors(JsonNode schema, JsonNode value) {
        return validate(schema, value, false);
    }

    /** As {@link #errors}, and a field that the schema does not name is one. */
    static List<String> errorsAndUnnamed(JsonNode schema, JsonNode value) {
        return validate(schema, value, true);
    }

    private static List<String> validate(JsonNode schema, JsonNode value, boolean namedOnly) {
        String text = "{\"allOf\":[" + schema + "]" + (namedOnly ? ",\"unevaluatedProperties\":false}" : "}");
        return errors(KNOWN.computeIfAbsent(text, EventSchemas::schema), value);
    }

    /** What is wrong with a value, its formats included; empty if nothing is. */
    static List<String> errors(Schema schema, JsonNode value) {
        return schema
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema schema(String text) {
        SchemaLocation place = SchemaLocation.of(BASE + "held-" + KNOWN.size() + ".json");
        ObjectNode held = JsonMapper.shared().readTree(text).asObject();
        // What the document refers to is found where the document has it.
        held.putObject("components").set("schemas", TopicDocument.read().at("/components/schemas"));
        return REGISTRY.getSchema(place, held);
    }

    /** What is wrong with a schema itself; empty if nothing is. */
    static List<String> errorsOfSchema(JsonNode schema) {
        return REGISTRY
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** What is wrong with a value by a schema that brings its own dialect. */
    static List<String> errorsBy(JsonNode schema, JsonNode value) {
        return REGISTRY.getSchema(schema).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
