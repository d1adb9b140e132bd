package io.vigia.cli.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a record as the mapper writes it: all members there, null where the code says that they may be. */
final class RecordSchema {
    private RecordSchema() {}

    /** @param record the name of its class */
    static ObjectNode of(String record) {
        return of(ClassUtils.resolveClassName(record, RecordSchema.class.getClassLoader()));
    }

    private static ObjectNode of(Class<?> record) {
        ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : record.getRecordComponents()) {
            required.add(component.getName());
            properties.set(component.getName(), member(component));
        }
        return schema;
    }

    private static ObjectNode member(RecordComponent component) {
        ObjectNode schema = type(component.getType(), component.getAnnotatedType());
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            String type = schema.get("type").asString();
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }

    private static ObjectNode type(Class<?> type, AnnotatedType annotated) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        if (type == String.class) {
            return schema.put("type", "string");
        } else if (type == boolean.class) {
            return schema.put("type", "boolean");
        } else if (type == double.class || type == Double.class) {
            return schema.put("type", "number").put("format", "double");
        } else if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        } else if (type == int.class || type == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        } else if (type == double[].class) {
            schema.put("type", "array").putObject("items").put("type", "number").put("format", "double");
            return schema;
        } else if (type == List.class && annotated instanceof AnnotatedParameterizedType list) {
            AnnotatedType item = list.getAnnotatedActualTypeArguments()[0];
            return schema.put("type", "array")
                    .set("items", type((Class<?>) item.getType(), item))
                    .asObject();
        } else if (type.isRecord()) {
            return of(type);
        }
        throw new IllegalArgumentException("no JSON Schema is known for " + type);
    }
}
