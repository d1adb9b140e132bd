package io.vigia.detection.model;

import static io.vigia.detection.model.InvalidModelException.require;
import static io.vigia.detection.model.InvalidModelException.requireRange;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a bundle's {@code model.json} says.
 *
 * @param formatVersion of the manifest; {@link #FORMAT}
 * @param name 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param version 1 to 64 of the same characters
 * @param window values that one prediction looks at, W
 * @param input how values become the network's input
 * @param output in which units the network answers
 * @param network what its windows hold; in {@code model.json} only where that is not a forecast's
 * @param rule how predictions become verdicts
 * @param trained what the network was trained on
 * @param error how well it predicts
 * @param onnxSha256 of {@code model.onnx}, 64 hexadecimal digits in lower case
 * @param golden what the network must answer, in its own scaled units; at least one
 */
public record ModelManifest(
        int formatVersion,
        String name,
        String version,
        int window,
        Scaling input,
        OutputScale output,
        NetworkKind network,
        RuleSpec rule,
        Training trained,
        MeasuredError error,
        String onnxSha256,
        List<GoldenPair> golden) {
    /** The manifest's format that this code reads and writes. */
    public static final int FORMAT = 1;

    /** The longest window. */
    public static final int MOST_WINDOW = 1_024;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ModelManifest {
        golden = List.copyOf(golden);
        requireRange(formatVersion, FORMAT, FORMAT, "formatVersion");
        requireWord(name, "name");
        requireWord(version, "version");
        requireRange(window, network == NetworkKind.FORECAST ? 1 : 2, MOST_WINDOW, "window");
        requireFit(window, input, output, rule);
        require(SHA_256.matcher(onnxSha256).matches(), "onnxSha256", onnxSha256, "64 hexadecimal digits");
        require(!golden.isEmpty(), "golden", "empty", "at least one pair");
        for (int i = 0; i < golden.size(); i++) {
            golden.get(i).requireWindow(window, "golden[" + i + "].input");
        }
    }

    /** Of a network that forecasts. */
    public ModelManifest(
            int formatVersion,
            String name,
            String version,
            int window,
            Scaling input,
            OutputScale output,
            RuleSpec rule,
            Training trained,
            MeasuredError error,
            String onnxSha256,
            List<GoldenPair> golden) {
        this(
                formatVersion,
                name,
                version,
                window,
                input,
                output,
                NetworkKind.FORECAST,
                rule,
                trained,
                error,
                onnxSha256,
                golden);
    }

    private static void requireWord(String value, String field) {
        require(WORD.matcher(value).matches(), field, "'" + value + "'", "1 to 64 of A-Z a-z 0-9 . _ -");
    }

    private static void requireFit(int window, Scaling input, OutputScale output, RuleSpec rule) {
        int calibration = firstCalibration(rule);
        require(
                calibration == 0 || calibration > window,
                "rule.firstCalibration",
                calibration,
                "more than window, " + window);
        if (input instanceof Scaling.Sensor) {
            require(
                    calibration > 0,
                    "input.kind",
                    "sensor",
                    "a fixed scaling, because only the adaptive rules keep statistics of each sensor");
            require(
                    output == OutputScale.SCALED,
                    "output",
                    "raw",
                    "scaled, because with the scaling sensor the network never sees the sensor's unit");
        }
    }

    /** Readings after which the rule is first calibrated; 0 for a rule that needs none. */
    private static int firstCalibration(RuleSpec rule) {
        if (rule instanceof RuleSpec.Adaptive2 adaptive) {
            return adaptive.parameters().firstCalibration();
        }
        if (rule instanceof RuleSpec.Adaptive adaptive) {
            return adaptive.firstCalibration();
        }
        if (rule instanceof RuleSpec.AbsoluteError) {
            return 0;
        }
        throw new IllegalStateException("unknown rule " + rule);
    }

    /** How many values before a reading must be known for a verdict on it. */
    public int lookBack() {
        return network.lookBack(window);
    }

    /** The same with another rule. */
    public ModelManifest with(RuleSpec other) {
        return new ModelManifest(
                formatVersion,
                name,
                version,
                window,
                input,
                output,
                network,
                other,
                trained,
                error,
                onnxSha256,
                golden);
    }

    /** {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    /**
     * Where a network comes from.
     *
     * @param on one sentence: what kind of series
     * @param data where they are found, or how they are made
     * @param split how training and test data were parted
     * @param seed of every random choice
     */
    public record Training(String on, String data, String split, long seed) {}

    /**
     * Errors on the test data, in the network's scaled units; {@code NaN} where nobody measured.
     *
     * @param mae mean absolute error
     * @param rmse root of the mean squared error
     * @param naiveMae mean absolute error of «the same as the last value»
     */
    public record MeasuredError(double mae, double rmse, double naiveMae) {
        /** For a network that came without measurements. */
        public static final MeasuredError UNKNOWN = new MeasuredError(Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * One window and the answer that the network must give to it.
     *
     * @param input W finite scaled values, oldest first
     * @param output the network's answer
     */
    public record GoldenPair(float[] input, float output) {
        /** How far an answer may lie from the one expected, alone or in a batch; relative, absolute for answers below 1. */
        public static final double TOLERANCE = 1e-5;

        public GoldenPair {
            input = input.clone();
        }

        @Override
        public float[] input() {
            return input.clone();
        }

        /** How far an answer lies from the expected one, in the measure of {@link #TOLERANCE}; infinite for a NaN. */
        public static double distance(double answer, double expected) {
            double distance = Math.abs(answer - expected) / Math.max(1, Math.abs(expected));
            return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
        }

        /** Whether this is the output, within the tolerance. */
        public boolean accepts(float answer) {
            return distance(answer, output) <= TOLERANCE;
        }

        void requireWindow(int window, String field) {
            require(input.length == window, field, input.length + " values", window + ", the window");
            for (float value : input) {
                InvalidModelException.requireFinite(value, field);
            }
            InvalidModelException.requireFinite(output, field.replace(".input", ".output"));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GoldenPair that
                    && Float.compare(output, that.output) == 0
                    && Arrays.equals(input, that.input);
        }

        @Override
        public int hashCode() {
            return 31 * Float.hashCode(output) + Arrays.hashCode(input);
        }

        @Override
        public String toString() {
            return "GoldenPair[" + Arrays.toString(input) + " -> " + output + "]";
        }
    }
}
