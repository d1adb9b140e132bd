package io.vigia.models.keras;

import io.vigia.contract.Excerpt;
import io.vigia.detection.model.RuleSpec;
import io.vigia.models.WorkbenchException;
import io.vigia.models.pickle.NumberFile;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rule that a user gives to a network, and what is said of the window beside it.
 *
 * @param threshold as given, above 0, in the sensor's unit or scaled; null for the rule {@code adaptive}
 * @param window in values; null where nothing is said
 * @param source where it was read
 * @param unused fields of the source that were left alone
 */
public record GivenRule(
        @Nullable Double threshold, @Nullable Integer window, String source, List<String> unused) {
    /** A file with one number, or a small JSON. */
    private static final int MOST_BYTES = 1 << 20;

    private static final List<String> THRESHOLDS =
            List.of("threshold", "umbral", "anomalythreshold", "errorthreshold", "thresholdvalue");
    private static final List<String> WINDOWS = List.of(
            "windowsize",
            "window",
            "ventana",
            "windowssize",
            "windowlength",
            "windowlen",
            "tamanoventana",
            "nsteps",
            "timesteps",
            "timestep",
            "ntimesteps",
            "sequencelength",
            "sequencelen",
            "seqlength",
            "seqlen",
            "lookback",
            "sequencesize",
            "lookbackwindow",
            "inputwindow",
            "inputlength",
            "pasos");
    private static final String REMEDY = "The threshold must be one number above 0; an error above it is an anomaly.";

    public GivenRule {
        unused = List.copyOf(unused);
    }

    /** An error above {@code threshold} is an anomaly. */
    public static GivenRule threshold(String threshold, String source) {
        return new GivenRule(number(threshold, source), null, source, List.of());
    }

    /** The rule that learns what is usual from the sensor itself. */
    public static GivenRule adaptive() {
        return new GivenRule(null, null, "--rule adaptive", List.of());
    }

    /** A file that holds one number: text, or what {@code numpy.save}, {@code numpy.savez}, joblib or pickle write. */
    public static GivenRule thresholdFile(Path file) {
        byte[] content = content(file);
        if (NumberFile.isOne(content)) {
            return new GivenRule(
                    positive(NumberFile.read(content, file.toString(), THRESHOLDS), file.toString()),
                    null,
                    file.toString(),
                    List.of());
        }
        return threshold(TextBytes.decode(content).strip(), file.toString());
    }

    /** A JSON such as {@code {"threshold": 2.387, "window_size": 10}}; other fields are named. */
    public static GivenRule config(Path file) {
        var json = JsonText.read(
                TextBytes.decode(content(file)),
                file.toString(),
                "Expected is {\"threshold\": NUMBER, \"window_size\": NUMBER}.");
        var stated = json.propertyNames().stream()
                .filter(name -> isOne(name, THRESHOLDS))
                .toList();
        var thresholds = stated.stream()
                .map(name -> number(json.get(name).asString(""), file + ", " + name))
                .distinct()
                .toList();
        if (thresholds.size() > 1) {
            throw new WorkbenchException(
                    file.toString(),
                    "names several thresholds: " + stated + " are " + thresholds,
                    "Leave the one that belongs to the model.");
        }
        if (thresholds.isEmpty()) {
            throw new WorkbenchException(
                    file.toString(),
                    "has neither threshold nor umbral, but " + json.propertyNames(),
                    "Add \"threshold\", or give --threshold alone.");
        }
        return new GivenRule(
                thresholds.get(0),
                window(json, file),
                file.toString(),
                json.propertyNames().stream()
                        .filter(name -> !isOne(name, THRESHOLDS) && !isOne(name, WINDOWS))
                        .toList());
    }

    /** Upper case, lines and spaces in a name make no difference. */
    private static boolean isOne(String name, List<String> names) {
        return names.contains(name.toLowerCase(Locale.ROOT)
                .replace('ñ', 'n')
                .replaceAll("[^a-z0-9]", "")
                .replace("tamanode", "tamano"));
    }

    private static @Nullable Integer window(JsonNode json, Path file) {
        var stated = json.propertyNames().stream()
                .filter(name -> isOne(name, WINDOWS))
                .filter(name -> !json.get(name).isNull())
                .toList();
        var windows = stated.stream()
                .map(name -> window(name, json.get(name), file))
                .distinct()
                .toList();
        if (windows.size() > 1) {
            throw new WorkbenchException(
                    file.toString(),
                    "has several windows: " + stated + " are " + windows,
                    "Keep only the one that the model was trained with.");
        }
        return windows.isEmpty() ? null : windows.get(0);
    }

    private static Integer window(String name, JsonNode node, Path file) {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new WorkbenchException(
                    file.toString(),
                    "has a window of " + LayerConfig.shown(node) + " (" + name + ")",
                    "It must be the whole number of values that the model was trained with.");
        }
        return (int) value;
    }

    /**
     * The rule in the sensor's unit.
     *
     * @param window of the model, in values
     * @param unit what 1 of the threshold is in the sensor's unit
     */
    RuleSpec rule(int window, double unit) {
        return threshold == null
                ? RuleSpec.Adaptive.forWindow(window)
                : new RuleSpec.AbsoluteError(Objects.requireNonNull(threshold) * unit);
    }

    private static double number(String text, String source) {
        try {
            return positive(new BigDecimal(text).doubleValue(), source);
        } catch (NumberFormatException e) {
            throw new WorkbenchException(
                    source, "the threshold is '" + shown(text) + "', which is not a number", REMEDY, e);
        }
    }

    private static double positive(double threshold, String source) {
        if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new WorkbenchException(source, "the threshold is " + threshold, REMEDY);
        }
        return threshold;
    }

    private static String shown(String text) {
        return Excerpt.of(text.replaceAll("\\p{C}", "?"), 41);
    }

    private static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new WorkbenchException(file.toString(), "could not be read (" + e + ")", "Give a readable file.", e);
        }
    }
}
