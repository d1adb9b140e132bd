package io.vigia.models.keras;

import io.vigia.models.reference.DoubleGraph;

/**
 * Tells a network that gives its window back from one that answers the values after it. Rising and falling windows are
 * asked, and the answers compared with the window and with how it goes on.
 */
final class CopyProbe {
    private static final double START = 0.3;
    private static final double RISE = 0.4;
    /** An answer in the middle of all windows is four times as far from what follows them. */
    private static final double NEAR = 0.3;

    private double fromWindow;
    private double fromNext;

    /**
     * @param formulas a network that answers as many values as it takes
     * @param low where the values begin that it was trained on
     * @param high where they end
     */
    CopyProbe(DoubleGraph formulas, int window, double low, double high) {
        ask(formulas, window, low, high);
        ask(formulas, window, high, low);
    }

    private void ask(DoubleGraph formulas, int window, double from, double to) {
        double step = RISE * (to - from) / window;
        float[] values = new float[window];
        for (int i = 0; i < window; i++) {
            values[i] = (float) (from + START * (to - from) + i * step);
        }
        double[] answers = formulas.answers(values);
        for (int i = 0; i < window; i++) {
            fromWindow += Math.abs(answers[i] - values[i]);
            fromNext += Math.abs(answers[i] - values[i] - window * step);
        }
    }

    /** True where the answers lie much nearer to the window. A network that repeats the last value is in between. */
    boolean copies() {
        return fromWindow < NEAR * fromNext;
    }
}
