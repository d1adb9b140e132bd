package io.vigia.detection.onnx;

import io.vigia.detection.model.InvalidModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object: each is read by name and type, and a field that is not read is refused. */
final class JsonFields {
    private final JsonNode object;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static JsonFields root(JsonNode node) {
        return of(node, "");
    }

    private static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new InvalidModelException(path.isEmpty() ? "the whole" : path, shown(node), "an object");
        }
        return new JsonFields(node, path);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonFields object(String name) {
        return of(required(name, "an object"), path(name));
    }

    String text(String name) {
        JsonNode node = required(name, "a string");
        if (!node.isString()) {
            throw wrong(name, node, "a string");
        }
        return node.stringValue();
    }

    int integer(String name) {
        long value = integer64(name);
        if (value != (int) value) {
            throw wrong(name, required(name, ""), "an integer of 32 bits");
        }
        return (int) value;
    }

    long integer64(String name) {
        JsonNode node = required(name, "an integer");
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, node, "an integer");
        }
        return node.longValue();
    }

    boolean bool(String name) {
        JsonNode node = required(name, "true or false");
        if (!node.isBoolean()) {
            throw wrong(name, node, "true or false");
        }
        return node.booleanValue();
    }

    double number(String name) {
        return number(required(name, "a number"), path(name));
    }

    /** A number, or NaN if the field is {@code null}. */
    double numberOrNull(String name) {
        return required(name, "a number or null").isNull() ? Double.NaN : number(name);
    }

    /** The numbers of an array. */
    float[] floats(String name) {
        JsonNode node = array(name);
        float[] values = new float[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(node.get(i), path(name) + "[" + i + "]");
        }
        return values;
    }

    /** The objects of an array. */
    <T> List<T> objects(String name, Function<JsonFields, T> read) {
        JsonNode node = array(name);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonFields fields = of(node.get(i), path(name) + "[" + i + "]");
            all.add(read.apply(fields));
            fields.end();
        }
        return all;
    }

    /** Builds a value from this object's fields; its errors are reported with this object's path. */
    <T> T make(Supplier<T> record) {
        try {
            T made = record.get();
            end();
            return made;
        } catch (InvalidModelException e) {
            throw path.isEmpty() || e.field().startsWith(path) ? e : e.within(path);
        }
    }

    private void end() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw new InvalidModelException(path(name), "not known", "one of " + String.join(", ", sorted(asked)));
            }
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private JsonNode array(String name) {
        JsonNode node = required(name, "an array");
        if (!node.isArray()) {
            throw wrong(name, node, "an array");
        }
        return node;
    }

    private JsonNode required(String name, String expected) {
        asked.add(name);
        @Nullable JsonNode node = object.get(name);
        if (node == null) {
            throw new InvalidModelException(path(name), "missing", expected);
        }
        return node;
    }

    private static double number(JsonNode node, String path) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw new InvalidModelException(path, shown(node), "a finite number");
        }
        return node.doubleValue();
    }

    private InvalidModelException wrong(String name, JsonNode node, String expected) {
        return new InvalidModelException(path(name), shown(node), expected);
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
