package io.vigia.models.keras;

import io.vigia.detection.model.Network;
import io.vigia.detection.model.OutputScale;
import io.vigia.models.pickle.ImportedScaler;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether a network's predictions are scaled. A flat window's next value lies near it: windows at several levels over
 * the scaler's range are predicted, and the answers compared with that range, scaled and in the sensor's unit.
 */
final class OutputProbe {
    private static final int LEVELS = 9;

    private final ImportedScaler scaler;
    private final double lowest;
    private final double highest;

    OutputProbe(Network network, ImportedScaler scaler) {
        this.scaler = scaler;
        var windows = new float[LEVELS * network.window()];
        for (int i = 0; i < LEVELS; i++) {
            double level = scaler.low() + i * span() / (LEVELS - 1);
            Arrays.fill(windows, i * network.window(), (i + 1) * network.window(), (float) level);
        }
        var answers = new float[LEVELS];
        network.predict(windows, LEVELS, answers);
        lowest = Arrays.stream(toDoubles(answers)).min().orElseThrow();
        highest = Arrays.stream(toDoubles(answers)).max().orElseThrow();
    }

    private static double[] toDoubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }

    private double span() {
        return scaler.high() - scaler.low();
    }

    /** The only scale in which the answers are near what was asked; empty where both or none is. */
    Optional<OutputScale> scale() {
        boolean scaled = near(lowest) && near(highest);
        boolean raw = near(toScaled(lowest)) && near(toScaled(highest));
        if (scaled == raw) {
            return Optional.empty();
        }
        return Optional.of(scaled ? OutputScale.SCALED : OutputScale.RAW);
    }

    /** Within the range, or half of it beyond: a network overshoots where it saw little. */
    private boolean near(double scaledValue) {
        return scaledValue >= scaler.low() - span() / 2 && scaledValue <= scaler.high() + span() / 2;
    }

    private double toScaled(double value) {
        return (value - scaler.scaling().center()) / scaler.scaling().scale();
    }

    private double toRaw(double scaled) {
        return scaler.scaling().center() + scaler.scaling().scale() * scaled;
    }

    /** One clause: what was asked, and what was answered. */
    String seen() {
        return String.format(
                Locale.ROOT,
                "to flat windows from %.4g to %.4g (%.4g to %.4g scaled) it answers %.4g to %.4g",
                toRaw(scaler.low()),
                toRaw(scaler.high()),
                scaler.low(),
                scaler.high(),
                lowest,
                highest);
    }
}
