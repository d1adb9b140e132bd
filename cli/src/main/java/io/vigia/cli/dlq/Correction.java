package io.vigia.cli.dlq;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.contract.EventIds;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Letter;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingRecord;
import io.vigia.runtime.answer.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * New values for fields of a reading; a null field is not changed.
 *
 * @param ts epoch milliseconds
 */
record Correction(
        @Nullable String sensor,
        @Nullable Long ts,
        @Nullable Double value) {
    private static final Set<String> FIELDS = Set.of("id", "sensor", "ts", "tsSource", "value");

    /**
     * The corrected reading. Fields that the base lacks are filled in: a new id, the sensor in the record's key, and the client
     * as the source of the time.
     *
     * @param base the record's value; used if it is a JSON object
     * @param key of the record
     * @param now epoch milliseconds
     * @throws CommandFailedException if the detector would still refuse the reading; the message says why
     */
    Reading of(byte @Nullable [] base, byte @Nullable [] key, long now) {
        ObjectNode json = fields(base);
        if (key != null && json.path("sensor").asString("").isEmpty()) {
            json.put("sensor", Letter.text(key));
        }
        if (sensor != null) {
            json.put("sensor", sensor);
        }
        if (ts != null) {
            json.put("ts", ts).put("tsSource", "client");
        }
        if (value != null) {
            json.put("value", value);
        }
        if (json.path("id").asString("").isEmpty()) {
            json.put("id", EventIds.next());
        }
        if (!json.has("tsSource")) {
            json.put("tsSource", "client");
        }
        return checked(json, now);
    }

    /** The fields of a reading alone: a type would make it another event, and nobody waits for its verdict any more. */
    private static ObjectNode fields(byte @Nullable [] base) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        JsonNode read = parsed(base);
        if (read != null) {
            FIELDS.stream().filter(read::has).forEach(name -> fields.set(name, read.get(name)));
        }
        return fields;
    }

    private static @Nullable JsonNode parsed(byte @Nullable [] base) {
        try {
            JsonNode read = base == null ? null : Json.MAPPER.readTree(base);
            return read != null && read.isObject() ? read : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static Reading checked(ObjectNode json, long now) {
        byte[] key = json.path("sensor").asString("").getBytes(StandardCharsets.UTF_8);
        try {
            if (ReadingRecord.read(key, Json.bytes(json), now) instanceof Reading reading) {
                return reading;
            }
            throw new CommandFailedException("this is not a reading: " + json);
        } catch (InvalidEventException invalid) {
            throw refused(String.valueOf(invalid.getMessage()));
        }
    }

    private static CommandFailedException refused(String why) {
        return new CommandFailedException("the corrected reading is invalid: " + why
                + "; correct it with --sensor, --ts and --value, or give all of it with --file");
    }
}
