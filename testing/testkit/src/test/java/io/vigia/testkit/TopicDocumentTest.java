package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The AsyncAPI document")
class TopicDocumentTest {
    private static final Path FILES = Path.of("..", "..", "libs", "contract", "src", "main", "resources", "static");

    private final Topics topics = new Topics("test");
    private final JsonNode document = TopicDocument.read();

    static Stream<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve("schemas"))) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void describes_every_topic_that_is_declared_and_no_other() {
        TopicDocument held = new TopicDocument(topics);
        Map<String, JsonNode> channels = held.channels();

        assertThat(channels.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        declared().map(TopicSpec::name).toList());
        for (TopicSpec topic : declared().toList()) {
            JsonNode kafka =
                    held.resolve(channels.get(topic.name()).get("bindings")).get("kafka");
            assertThat(kafka.get("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
            assertThat(topic.config()).as(topic.name()).containsAllEntriesOf(config(kafka.get("topicConfiguration")));
        }
    }

    private Stream<TopicSpec> declared() {
        return topics.all().stream();
    }

    private static Map<String, String> config(JsonNode configuration) {
        Map<String, String> config = new TreeMap<>();
        configuration.forEachEntry((name, value) -> config.put(
                name,
                value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(","))
                        : value.asString()));
        return config;
    }

    @Test
    void has_an_operation_for_each_channel() {
        assertThat(StreamSupport.stream(document.get("operations").spliterator(), false)
                        .map(operation -> operation.at("/channel/$ref").asString()))
                .containsExactlyInAnyOrderElementsOf(document.get("channels").propertyNames().stream()
                        .map(name -> "#/channels/" + name)
                        .toList());
    }

    @Test
    void uses_every_message_and_every_schema_of_its_own() {
        Set<String> met = new HashSet<>();
        List<String> toFollow = new ArrayList<>(document.get("channels").findValuesAsString("$ref"));
        while (!toFollow.isEmpty()) {
            String reference = toFollow.remove(toFollow.size() - 1);
            if (met.add(reference)) {
                JsonNode target = document.at(reference.substring(1));
                assertThat(target.isMissingNode()).as(reference).isFalse();
                toFollow.addAll(target.findValuesAsString("$ref"));
            }
        }
        for (String kind : List.of("messages", "schemas")) {
            assertThat(met)
                    .containsAll(document.at("/components/" + kind).propertyNames().stream()
                            .map(name -> "#/components/" + kind + "/" + name)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void has_schemas_that_are_schemas_and_whose_examples_fit(Path file) throws IOException {
        JsonNode schema = read(file);

        assertThat(schema.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asString()).isEqualTo(file.getFileName().toString());
        assertThat(EventSchemas.errorsOfSchema(schema)).isEmpty();
        if (schema.has("type")) {
            assertThat(schema.path("examples").size()).isPositive();
        }
        for (JsonNode example : schema.path("examples")) {
            assertThat(EventSchemas.errorsAndUnnamed(reference(file), example)).isEmpty();
            for (JsonNode required : schema.path("required")) {
                JsonNode without = example.deepCopy();
                ((ObjectNode) without).remove(required.asString());
                assertThat(EventSchemas.errors(reference(file), without))
                        .as("without %s", required)
                        .isNotEmpty();
            }
        }
    }

    private static JsonNode reference(Path file) {
        return JsonMapper.shared().createObjectNode().put("$ref", "schemas/" + file.getFileName());
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }
}
