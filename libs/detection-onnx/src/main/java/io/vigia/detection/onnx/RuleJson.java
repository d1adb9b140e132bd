package io.vigia.detection.onnx;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.RuleSpec.AbsoluteError;
import io.vigia.detection.model.RuleSpec.Adaptive;
import io.vigia.detection.model.RuleSpec.Adaptive2;
import tools.jackson.databind.node.ObjectNode;

/** The rule in {@code model.json}. A missing parameter has its default; a threshold in a sensor's unit has none and is required. */
final class RuleJson {
    private static final String ABSOLUTE_ERROR = "absolute-error";
    private static final String ADAPTIVE = "adaptive";
    private static final String ADAPTIVE_2 = "adaptive-2";

    private RuleJson() {}

    static RuleSpec read(JsonFields json) {
        String kind = json.text("kind");
        return switch (kind) {
            case ABSOLUTE_ERROR -> json.make(() -> absoluteError(json));
            case ADAPTIVE -> json.make(() -> adaptive(json, Adaptive.defaults()));
            case ADAPTIVE_2 -> json.make(() -> adaptive2(json, AdaptiveParameters.defaults()));
            default ->
                throw new InvalidModelException(
                        json.path("kind"), "'" + kind + "'", ABSOLUTE_ERROR + ", " + ADAPTIVE + " or " + ADAPTIVE_2);
        };
    }

    private static AbsoluteError absoluteError(JsonFields json) {
        return new AbsoluteError(json.number("threshold"), integer(json, "silence", RuleSpec.DEFAULT_SILENCE));
    }

    private static Adaptive adaptive(JsonFields json, Adaptive standard) {
        return new Adaptive(
                integer(json, "firstCalibration", standard.firstCalibration()),
                integer(json, "lastCalibration", standard.lastCalibration()),
                number(json, "threshold", standard.threshold()),
                number(json, "thresholdStep", standard.thresholdStep()),
                integer(json, "silence", standard.silence()),
                number(json, "halfLife", standard.halfLife()),
                number(json, "memory", standard.memory()),
                integer(json, "errorMean", standard.errorMean()),
                integer(json, "levelMean", standard.levelMean()),
                number(json, "errorWeight", standard.errorWeight()),
                number(json, "levelWeight", standard.levelWeight()),
                number(json, "cap", standard.cap()),
                integer(json, "stuckRun", standard.stuckRun()),
                number(json, "stuckFactor", standard.stuckFactor()),
                number(json, "stuckScore", standard.stuckScore()),
                number(json, "provisionalFactor", standard.provisionalFactor()));
    }

    private static Adaptive2 adaptive2(JsonFields json, AdaptiveParameters standard) {
        return new Adaptive2(new AdaptiveParameters(
                integer(json, "firstCalibration", standard.firstCalibration()),
                integer(json, "lastCalibration", standard.lastCalibration()),
                number(json, "threshold", standard.threshold()),
                number(json, "thresholdStep", standard.thresholdStep()),
                number(json, "halfLife", standard.halfLife()),
                number(json, "memory", standard.memory()),
                number(json, "valueWeight", standard.valueWeight()),
                number(json, "stepWeight", standard.stepWeight()),
                number(json, "errorWeight", standard.errorWeight()),
                number(json, "levelWeight", standard.levelWeight()),
                number(json, "seasonWeight", standard.seasonWeight()),
                number(json, "quietWeight", standard.quietWeight()),
                number(json, "cap", standard.cap()),
                integer(json, "stuckRun", standard.stuckRun()),
                number(json, "stuckFactor", standard.stuckFactor()),
                number(json, "stuckScore", standard.stuckScore()),
                json.has("hold") ? json.bool("hold") : standard.hold(),
                integer(json, "quietReadings", standard.quietReadings()),
                integer(json, "closingReadings", standard.closingReadings()),
                whole(json, "coolDown", standard.coolDown()),
                integer(json, "adoptReadings", standard.adoptReadings()),
                whole(json, "adoptAfter", standard.adoptAfter())));
    }

    private static long whole(JsonFields json, String name, long standard) {
        return json.has(name) ? json.integer64(name) : standard;
    }

    private static int integer(JsonFields json, String name, int standard) {
        return json.has(name) ? json.integer(name) : standard;
    }

    private static double number(JsonFields json, String name, double standard) {
        return json.has(name) ? json.number(name) : standard;
    }

    static void write(RuleSpec rule, ObjectNode to) {
        if (rule instanceof AbsoluteError absolute) {
            to.put("kind", ABSOLUTE_ERROR)
                    .put("threshold", absolute.threshold())
                    .put("silence", absolute.silence());
        } else if (rule instanceof Adaptive adaptive) {
            write(adaptive, to.put("kind", ADAPTIVE));
        } else if (rule instanceof Adaptive2 adaptive) {
            write(adaptive.parameters(), to.put("kind", ADAPTIVE_2));
        }
    }

    private static void write(Adaptive rule, ObjectNode to) {
        to.put("firstCalibration", rule.firstCalibration())
                .put("lastCalibration", rule.lastCalibration())
                .put("threshold", rule.threshold())
                .put("thresholdStep", rule.thresholdStep())
                .put("silence", rule.silence())
                .put("halfLife", rule.halfLife())
                .put("memory", rule.memory())
                .put("errorMean", rule.errorMean())
                .put("levelMean", rule.levelMean())
                .put("errorWeight", rule.errorWeight())
                .put("levelWeight", rule.levelWeight())
                .put("cap", rule.cap())
                .put("stuckRun", rule.stuckRun())
                .put("stuckFactor", rule.stuckFactor())
                .put("stuckScore", rule.stuckScore())
                .put("provisionalFactor", rule.provisionalFactor());
    }

    private static void write(AdaptiveParameters rule, ObjectNode to) {
        to.put("firstCalibration", rule.firstCalibration())
                .put("lastCalibration", rule.lastCalibration())
                .put("threshold", rule.threshold())
                .put("thresholdStep", rule.thresholdStep())
                .put("halfLife", rule.halfLife())
                .put("memory", rule.memory())
                .put("valueWeight", rule.valueWeight())
                .put("stepWeight", rule.stepWeight())
                .put("errorWeight", rule.errorWeight())
                .put("levelWeight", rule.levelWeight())
                .put("seasonWeight", rule.seasonWeight())
                .put("quietWeight", rule.quietWeight())
                .put("cap", rule.cap())
                .put("stuckRun", rule.stuckRun())
                .put("stuckFactor", rule.stuckFactor())
                .put("stuckScore", rule.stuckScore())
                .put("hold", rule.hold())
                .put("quietReadings", rule.quietReadings())
                .put("closingReadings", rule.closingReadings())
                .put("coolDown", rule.coolDown())
                .put("adoptReadings", rule.adoptReadings())
                .put("adoptAfter", rule.adoptAfter());
    }
}
