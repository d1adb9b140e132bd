package io.vigia.models.keras;

import io.vigia.detection.InvalidModelException;
import io.vigia.detection.RuleSpec;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rule that a user gives to a network, and what is said of the window beside it.
 *
 * @param window in values; null where nothing is said
 * @param source where it was read
 */
public record GivenRule(RuleSpec rule, @Nullable Integer window, String source) {
    /** A file with one number, or a small JSON. */
    private static final int MOST_BYTES = 1 << 20;

    private static final List<String> THRESHOLDS = List.of("threshold", "umbral");
    private static final List<String> WINDOWS = List.of("window_size", "window", "ventana");
    private static final String REMEDY =
            "Expected is a number above 0, in the sensor's unit: an error above it is an anomaly.";

    /** An error above {@code threshold} is an anomaly. */
    public static GivenRule threshold(String threshold, String source) {
        return new GivenRule(absoluteError(threshold, source), null, source);
    }

    /** The rule that learns what is usual from the sensor itself. */
    public static GivenRule adaptive() {
        return new GivenRule(RuleSpec.Adaptive.defaults(), null, "--rule adaptive");
    }

    /** A file that holds one number and nothing else. */
    public static GivenRule thresholdFile(Path file) {
        return threshold(text(file).strip(), file.toString());
    }

    /** A JSON such as {@code {"threshold": 2.387, "window_size": 10}}; other fields are left alone. */
    public static GivenRule config(Path file) {
        var json = JsonText.read(
                text(file), file.toString(), "Expected is {\"threshold\": NUMBER, \"window_size\": NUMBER}.");
        var threshold = field(json, THRESHOLDS);
        if (threshold == null) {
            throw new WorkbenchException(
                    file.toString(),
                    "has none of the fields " + THRESHOLDS + ", but " + json.propertyNames(),
                    "Add \"threshold\", or give --threshold alone.");
        }
        var window = field(json, WINDOWS);
        return new GivenRule(
                absoluteError(threshold.asString(""), file + ", threshold"),
                window == null ? null : window(window, file),
                file.toString());
    }

    private static @Nullable JsonNode field(JsonNode json, List<String> names) {
        return names.stream().filter(json::has).findFirst().map(json::get).orElse(null);
    }

    private static Integer window(JsonNode node, Path file) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new WorkbenchException(
                    file.toString(),
                    "has a window of " + LayerConfig.shown(node),
                    "Expected is a whole number of values, as the model was trained with.");
        }
        return node.intValue();
    }

    private static RuleSpec absoluteError(String text, String source) {
        try {
            return new RuleSpec.AbsoluteError(number(text, source));
        } catch (InvalidModelException e) {
            throw new WorkbenchException(source, "the threshold is " + text, REMEDY, e);
        }
    }

    private static double number(String text, String source) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new WorkbenchException(source, "the threshold is '" + shown + "', which is no number", REMEDY, e);
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(), "can't be read (" + e + ")", "Name a file that this process may read.", e);
        }
    }
}
