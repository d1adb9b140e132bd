package io.vigia.models.keras;

import io.vigia.contract.Excerpt;
import io.vigia.models.WorkbenchException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The options of one layer, as Keras wrote them.
 *
 * @param place the file and the layer, for errors
 */
record LayerConfig(String place, JsonNode options) {
    private static final String REMEDY = "The file was not written by Keras; save the model again with model.save.";

    int count(String option) {
        var node = required(option);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > 1 << 20) {
            throw refused(option + " is " + shown(node) + "; expected a whole number from 1 to 1048576", REMEDY);
        }
        return node.intValue();
    }

    boolean flag(String option, boolean absent) {
        var node = optional(option);
        if (node == null) {
            return absent;
        }
        if (!node.isBoolean()) {
            throw refused(option + " is " + shown(node) + "; expected true or false", REMEDY);
        }
        return node.booleanValue();
    }

    float number(String option, double absent) {
        var node = optional(option);
        if (node == null) {
            return (float) absent;
        }
        if (!node.isNumber() || !Float.isFinite(node.floatValue())) {
            throw refused(option + " is " + shown(node) + "; expected a number", REMEDY);
        }
        return node.floatValue();
    }

    String text(String option, String absent) {
        var node = optional(option);
        if (node == null) {
            return absent;
        }
        if (!node.isString()) {
            throw refused(option + " is " + shown(node) + "; expected a name", REMEDY);
        }
        return node.stringValue();
    }

    /** The option, or null where it is missing or null. */
    @Nullable
    JsonNode optional(String option) {
        var node = options.get(option);
        return node == null || node.isNull() ? null : node;
    }

    JsonNode required(String option) {
        var node = optional(option);
        if (node == null) {
            throw refused("has no " + option, REMEDY);
        }
        return node;
    }

    /** Refuses an option that is set to true. */
    void refuse(String option, String remedy) {
        if (flag(option, false)) {
            throw refused(option + " is true, which is not supported", remedy);
        }
    }

    WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException(place, problem, remedy);
    }

    static String shown(JsonNode node) {
        return Excerpt.of(node.toString(), 81);
    }
}
