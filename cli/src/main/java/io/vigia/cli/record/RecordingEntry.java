package io.vigia.cli.record;

import io.vigia.cli.kafka.CommandFailedException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record of a recording.
 *
 * @param kind the topic; a model has its {@code name@version} as key and its zipped bundle as value
 * @param record the unchanged record, with its partition, offset, timestamp and headers
 */
public record RecordingEntry(Kind kind, ConsumerRecord<byte[], byte[]> record) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The topic of a record. */
    public enum Kind {
        READINGS,
        SCORES,
        MODELS;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The entry as a line of the file. */
    ObjectNode json() {
        ObjectNode line = NODES.objectNode();
        line.put("topic", kind.wire());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", record.timestamp());
        line.put("key", text(record.key()));
        line.put("value", text(record.value()));
        ArrayNode headers = line.putArray("headers");
        for (Header header : record.headers()) {
            headers.addArray().add(header.key()).add(text(header.value()));
        }
        return line;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The inverse of {@link #json}.
     *
     * @throws CommandFailedException if a field is missing or of another type
     */
    static RecordingEntry of(JsonNode line) {
        String topic = line.path("topic").asString("");
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.wire().equals(topic))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailedException("topic is '" + topic + "'; must be readings, scores or models"));
        byte[] key = bytes(line, "key");
        byte[] value = bytes(line, "value");
        return new RecordingEntry(
                kind,
                new ConsumerRecord<>(
                        topic,
                        (int) number(line, "partition", 0, 9_999),
                        number(line, "offset", 0, Long.MAX_VALUE),
                        // -1: some clients write no timestamp.
                        number(line, "timestamp", ConsumerRecord.NO_TIMESTAMP, Long.MAX_VALUE),
                        TimestampType.CREATE_TIME,
                        key == null ? 0 : key.length,
                        value == null ? 0 : value.length,
                        key,
                        value,
                        headers(line.path("headers")),
                        Optional.empty()));
    }

    private static RecordHeaders headers(JsonNode list) {
        RecordHeaders headers = new RecordHeaders();
        if (!list.isArray()) {
            throw new CommandFailedException("headers must be a list");
        }
        for (JsonNode one : list) {
            if (one.size() != 2 || !one.path(0).isString()) {
                throw new CommandFailedException("a header must be a list of a name and a value");
            }
            headers.add(one.path(0).asString(""), decoded(one.path(1), "a header"));
        }
        return headers;
    }

    private static long number(JsonNode line, String name, long least, long most) {
        JsonNode field = line.path(name);
        if (!field.isIntegralNumber() || !field.canConvertToLong() || field.asLong() < least || field.asLong() > most) {
            throw new CommandFailedException(name + " is " + field + "; must be a whole number from " + least + " on");
        }
        return field.asLong();
    }

    private static byte @Nullable [] bytes(JsonNode line, String name) {
        JsonNode field = line.path(name);
        if (field.isMissingNode()) {
            throw new CommandFailedException(name + " is missing");
        }
        return decoded(field, name);
    }

    private static byte @Nullable [] decoded(JsonNode field, String name) {
        if (field.isNull()) {
            return null;
        }
        if (!field.isString()) {
            throw new CommandFailedException(name + " must be a string");
        }
        try {
            return Base64.getDecoder().decode(field.asString(""));
        } catch (IllegalArgumentException noBase64) {
            throw new CommandFailedException(name + " is not valid base64", noBase64);
        }
    }
}
