package io.vigia.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the events of one topic, field by field. Their {@code type} says which event they are; an event without a type is
 * the topic's usual one. An event with a type is read twice: they are rare.
 */
final class EventReader<E> {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Supplier<EventFields<? extends E>> usual;
    private final Map<String, Supplier<EventFields<? extends E>>> typed = new LinkedHashMap<>();

    EventReader(Supplier<EventFields<? extends E>> usual) {
        this.usual = usual;
    }

    /** Reads events of this type too. */
    EventReader<E> with(String type, Supplier<EventFields<? extends E>> fields) {
        typed.put(type, fields);
        return this;
    }

    /**
     * Reads an event. An unknown type takes precedence over errors, because a newer version may use a field differently.
     *
     * @throws UnknownTypeException if it may be an event of a newer version
     * @throws InvalidEventException if it is not an event
     */
    E read(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new InvalidEventException("the record has no value; must be a JSON object");
        }
        EventFields<? extends E> fields = usual.get();
        parse(bytes, fields);
        String type = fields.type();
        if (type != null) {
            fields = ofType(type).get();
            parse(bytes, fields);
        }
        return fields.checked();
    }

    private Supplier<EventFields<? extends E>> ofType(String type) {
        Supplier<EventFields<? extends E>> known = typed.get(type);
        if (known == null) {
            throw new UnknownTypeException(
                    type, typed.isEmpty() ? "no type here" : String.join(" and ", typed.keySet()));
        }
        return known;
    }

    private static void parse(byte[] bytes, EventFields<?> fields) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidEventException("the record is not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.takeOrNote(name, json);
            }
            if (json.nextToken() != null) {
                throw new InvalidEventException("content was received after the JSON object");
            }
        } catch (JacksonException notJson) {
            throw new InvalidEventException("the record is not valid JSON: " + withoutAdvice(notJson), notJson);
        }
    }

    /** Jackson's reason, without what it tells programmers to change in our code. */
    private static String withoutAdvice(JacksonException notJson) {
        String reason = String.valueOf(notJson.getOriginalMessage());
        int advice = Math.max(reason.indexOf(": enable `"), reason.indexOf(", from `"));
        String end = advice < 0 ? reason : reason.substring(0, advice);
        return end.chars().filter(c -> c == '(').count()
                        > end.chars().filter(c -> c == ')').count()
                ? end + ")"
                : end;
    }
}
