package io.vigia.cli.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the schemas at the end of {@code asyncapi.yaml} to those of {@code schemas/}; {@code -Dopenapi.write} writes them anew. */
@DisplayName("The AsyncAPI document")
class AsyncApiSchemasTest {
    private static final Path FOLDER = Path.of("../libs/contract/src/main/resources/static");
    private static final Path FILE = FOLDER.resolve("asyncapi.yaml");
    private static final String BEGIN =
            "  # The files of schemas/, written by AsyncApiSchemasTest: a saved copy needs no other file.\n";
    private static final String FIELDS = "fields.json";

    @Test
    void has_the_schemas_of_the_files() throws IOException {
        String text = Files.readString(FILE);
        String ours = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(FILE, ours + indented(schemas()));
        }
        JsonNode written = new YAMLMapper().readTree(FILE.toFile()).at("/components/schemas");
        assertThat(JsonMapper.shared().readTree(written.toString()))
                .as("a schema has changed: see docs/openapi.md on how to write the document anew")
                .isEqualTo(JsonMapper.shared().readTree(schemas().toString()));
    }

    @Test
    void refers_to_nothing_outside_itself() {
        JsonNode document = new YAMLMapper().readTree(FILE.toFile());
        assertThat(document.findValuesAsString("$ref"))
                .hasSizeGreaterThan(50)
                .allSatisfy(reference -> assertThat(reference.startsWith("#/")
                                && !document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void names_its_licence_and_the_header_that_orders_sensors_and_deletions() {
        JsonNode document = new YAMLMapper().readTree(FILE.toFile());
        assertThat(document.at("/info/license/name").asString()).isEqualTo("Apache-2.0");
        for (String message : List.of("knownSensor", "scoredDeletion", "anomaly")) {
            String headers = document.at("/components/messages/" + message + "/headers/$ref")
                    .asString()
                    .substring(1);
            assertThat(document.at(headers + "/properties").has("vigia_reading_offset"))
                    .as(message)
                    .isTrue();
        }
    }

    private static ObjectNode schemas() throws IOException {
        ObjectNode schemas = JsonMapper.shared().createObjectNode();
        EventSchema.read(FIELDS).get("$defs").forEachEntry(schemas::set);
        List<String> files;
        try (Stream<Path> found = Files.list(FOLDER.resolve("schemas"))) {
            files = found.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(FIELDS))
                    .sorted()
                    .toList();
        }
        for (String file : files) {
            ObjectNode schema = EventSchema.read(file);
            schema.remove(List.of("$schema", "$id"));
            inward(schema);
            schemas.set(name(file), schema);
        }
        return schemas;
    }

    /** Makes references to files references to what stands for them here. */
    private static void inward(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (reference.isString()) {
            String text = reference.asString();
            String name = text.startsWith(FIELDS) ? text.substring(text.lastIndexOf('/') + 1) : name(text);
            node.asObject().put("$ref", "#/components/schemas/" + name);
        }
        node.forEach(AsyncApiSchemasTest::inward);
    }

    /** {@code deadLetterHeaders} for {@code dead-letter-headers.json}. */
    private static String name(String file) {
        StringBuilder name = new StringBuilder();
        for (String word : file.replace(".json", "").split("-", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static String indented(ObjectNode schemas) {
        String yaml = new YAMLMapper()
                .writeValueAsString(JsonMapper.shared().createObjectNode().set("schemas", schemas));
        StringBuilder text = new StringBuilder();
        yaml.lines()
                .filter(line -> !line.equals("---"))
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
