package io.vigia.testkit;

import io.vigia.contract.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document, held against records as they lie in the topics. */
public final class TopicDocument {
    /** Where the document lies in the jar. */
    static final String RESOURCE = "/static/asyncapi.yaml";

    private final Topics topics;
    private final JsonNode document = read();

    /** @param topics whose prefix is put in for the document's */
    public TopicDocument(Topics topics) {
        this.topics = topics;
    }

    static JsonNode read() {
        try (InputStream yaml = Objects.requireNonNull(TopicDocument.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new YAMLMapper().readTree(yaml.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What is wrong with the document by the schema of its format; empty if nothing is.
     *
     * @param specification AsyncAPI's JSON Schema of itself
     */
    public static List<String> errorsBy(Path specification) throws IOException {
        return EventSchemas.errorsBy(JsonMapper.shared().readTree(Files.readAllBytes(specification)), read());
    }

    /** The channels by the names of their topics. */
    Map<String, JsonNode> channels() {
        Map<String, JsonNode> channels = new LinkedHashMap<>();
        for (JsonNode channel : document.get("channels")) {
            channels.put(channel.get("address").asString().replace("{prefix}", topics.prefix()), channel);
        }
        return channels;
    }

    /** The names of the messages that may lie in a topic. */
    public List<String> messages(String topic) {
        return List.copyOf(channel(topic).get("messages").propertyNames());
    }

    private JsonNode channel(String topic) {
        JsonNode channel = channels().get(topic);
        if (channel == null) {
            throw new AssertionError("the AsyncAPI document has no channel for the topic " + topic);
        }
        return channel;
    }

    /** {@link #messageOf(String, byte[], byte[], Headers)} of a record that was consumed. */
    public String messageOf(ConsumerRecord<byte[], byte[]> record) {
        return messageOf(record.topic(), record.key(), record.value(), record.headers());
    }

    /**
     * The name of the message that a record is.
     *
     * @throws AssertionError unless it is exactly one of those of its topic; with what is wrong for each
     */
    public String messageOf(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        List<String> fitting = new ArrayList<>();
        Map<String, List<String>> errors = new LinkedHashMap<>();
        channel(topic).get("messages").forEachEntry((name, reference) -> {
            List<String> wrong = errors(resolve(reference), key, value, headers);
            errors.put(name, wrong);
            if (wrong.isEmpty()) {
                fitting.add(name);
            }
        });
        if (fitting.size() != 1) {
            throw new AssertionError("the record " + text(key) + " = " + text(value) + " of " + topic + " fits "
                    + fitting + " and must be one message of its topic; wrong for each: " + errors);
        }
        return fitting.get(0);
    }

    /** Itself, or what it refers to within the document. */
    JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#") ? document.at(reference.substring(1)) : node;
    }

    private List<String> errors(JsonNode message, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        List<String> errors = new ArrayList<>(payloadErrors(message, value));
        JsonNode keySchema = resolve(message.path("bindings")).at("/kafka/key");
        if (!keySchema.isMissingNode()) {
            errors.addAll(EventSchemas.errors(keySchema, json(text(key))));
        }
        if (message.has("headers")) {
            errors.addAll(EventSchemas.errorsAndUnnamed(message.get("headers"), headers(headers)));
        } else if (headers.iterator().hasNext()) {
            errors.add("there are headers");
        }
        return errors;
    }

    private static List<String> payloadErrors(JsonNode message, byte @Nullable [] value) {
        JsonNode schema = message.get("payload");
        if (value == null) {
            return EventSchemas.errors(
                    schema, JsonMapper.shared().getNodeFactory().nullNode());
        }
        return switch (message.path("contentType").asString("application/json")) {
            case "application/octet-stream" -> List.of();
            case "application/zip" -> text(value).startsWith("PK") ? List.of() : List.of("no ZIP archive");
            default -> jsonErrors(schema, value);
        };
    }

    private static List<String> jsonErrors(JsonNode schema, byte[] value) {
        try {
            return EventSchemas.errorsAndUnnamed(schema, JsonMapper.shared().readTree(value));
        } catch (JacksonException noJson) {
            return List.of(noJson.getOriginalMessage());
        }
    }

    private static JsonNode headers(Headers headers) {
        ObjectNode values = JsonMapper.shared().createObjectNode();
        for (Header header : headers) {
            values.put(header.key(), text(header.value()));
        }
        return values;
    }

    private static JsonNode json(@Nullable String text) {
        return JsonMapper.shared().valueToTree(text);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
