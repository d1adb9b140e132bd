package io.vigia.models.keras;

import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.onnx.OnnxNetwork;
import io.vigia.models.reference.DoubleGraph;
import io.vigia.models.reference.UnknownOperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network beside what its formulas give in double precision.
 *
 * @param distance the largest between the runtime's answers and the formulas', as {@link GoldenPair#TOLERANCE} measures;
 *     NaN where the formulas could not be evaluated
 * @param golden windows with the answers that a loader must meet
 * @param note what people are told of it
 */
record MeasuredNetwork(byte[] onnx, double distance, List<GoldenPair> golden, String note) {
    /** Well below the tolerance, since another machine, or a batch, moves last bits too. */
    private static final double GOOD = GoldenPair.TOLERANCE / 10;

    /** Multiplications that a comparison may take, some seconds. */
    private static final long MOST_WORK = 1L << 30;

    private static final int MOST_WIDE = 48;

    /** How the bytes of a network are made. */
    interface Export {
        byte[] toOnnx(boolean exact);
    }

    /**
     * The fast form of a network if that answers what the formulas give, otherwise the better of the fast and the exact.
     *
     * @param overflows true where the fast form gives no number for some windows that the formulas give one for
     * @param file what errors call it
     * @param work multiplications for one window
     */
    static MeasuredNetwork choose(
            Export export, boolean overflows, GoldenWindows windows, int window, String file, long work) {
        byte[] fast = export.toOnnx(false);
        int wide = (int) Math.min(
                MOST_WIDE,
                Math.max(0, MOST_WORK / Math.max(1, work) - windows.all().size()));
        var asked = new ArrayList<>(windows.all());
        asked.addAll(windows.wide(wide));
        double[] expected;
        try {
            var formulas = new DoubleGraph(fast);
            expected = asked.stream().mapToDouble(formulas::predict).toArray();
        } catch (UnknownOperatorException | ArithmeticException | IndexOutOfBoundsException e) {
            return unmeasured(fast, windows.all(), window, file, String.valueOf(e.getMessage()));
        }
        var measured = measure(fast, asked, expected, windows.all().size(), window, file, false);
        if (measured.distance <= GOOD && !overflows) {
            return measured;
        }
        byte[] exact = export.toOnnx(true);
        var other = measure(exact, asked, expected, windows.all().size(), window, file, true);
        return overflows || other.distance < measured.distance ? other : measured;
    }

    private static MeasuredNetwork unmeasured(
            byte[] onnx, List<float[]> windows, int window, String file, String operator) {
        float[] answers = answers(onnx, windows, window, file);
        var pairs = new ArrayList<GoldenPair>();
        for (int i = 0; i < answers.length; i++) {
            pairs.add(new GoldenPair(windows.get(i), answers[i]));
        }
        return new MeasuredNetwork(
                onnx,
                Double.NaN,
                List.copyOf(pairs),
                "not compared with the formulas, for its operator " + operator
                        + "; golden pairs are ONNX Runtime's own");
    }

    private static MeasuredNetwork measure(
            byte[] onnx, List<float[]> asked, double[] expected, int golden, int window, String file, boolean exact) {
        float[] answers = answers(onnx, asked, window, file);
        double farthest = 0;
        for (int i = 0; i < answers.length; i++) {
            if (Double.isFinite((float) expected[i]) || Float.isFinite(answers[i])) {
                farthest = Math.max(farthest, GoldenPair.distance(answers[i], expected[i]));
            }
        }
        var pairs = new ArrayList<GoldenPair>();
        for (int i = 0; i < golden; i++) {
            boolean near = GoldenPair.distance(answers[i], expected[i]) <= GoldenPair.TOLERANCE / 2;
            pairs.add(new GoldenPair(asked.get(i), near ? (float) expected[i] : answers[i]));
        }
        return new MeasuredNetwork(onnx, farthest, List.copyOf(pairs), note(farthest, answers.length, exact));
    }

    private static String note(double farthest, int windows, boolean exact) {
        String how = exact ? ", in exact operators, which take several times as long as the runtime's own" : "";
        if (farthest <= GoldenPair.TOLERANCE) {
            return String.format(
                    Locale.ROOT,
                    "within %.1g of the formulas in double precision, over %d windows%s",
                    Math.max(farthest, 1e-9),
                    windows,
                    how);
        }
        return Double.isFinite(farthest)
                ? String.format(
                        Locale.ROOT,
                        "WARNING: up to %.1g off the formulas in double precision (more than %.0g), over %d windows%s",
                        farthest,
                        GoldenPair.TOLERANCE,
                        windows,
                        how)
                : "WARNING: for windows outside the range, the formulas and ONNX Runtime do not both give a number";
    }

    private static float[] answers(byte[] onnx, List<float[]> asked, int window, String file) {
        try (var network = new OnnxNetwork(onnx, file, window)) {
            float[] answers = new float[asked.size()];
            float[] one = new float[1];
            for (int i = 0; i < answers.length; i++) {
                network.predict(asked.get(i), 1, one);
                answers[i] = one[0];
            }
            return answers;
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "MeasuredNetwork[" + note + "]";
    }
}
