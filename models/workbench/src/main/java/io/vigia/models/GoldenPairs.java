package io.vigia.models;

import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Windows with the trained network's own answers, by which a loader recognises the exported one. */
public final class GoldenPairs {
    private static final int SAMPLED = 8;

    private GoldenPairs() {}

    /** A few windows of {@code data}, and the flat ones at zero and at both ends of the scale. */
    public static List<GoldenPair> of(Network network, WindowSet data) {
        var pairs = new ArrayList<GoldenPair>();
        var sample = data.sample(Math.min(SAMPLED, data.rows()));
        for (int row = 0; row < sample.rows(); row++) {
            int start = row * sample.window();
            pairs.add(pair(network, Arrays.copyOfRange(sample.inputs(), start, start + sample.window())));
        }
        for (double level : new double[] {0, -WindowSet.CLIP, WindowSet.CLIP}) {
            var flat = new float[network.window()];
            Arrays.fill(flat, (float) level);
            pairs.add(pair(network, flat));
        }
        return List.copyOf(pairs);
    }

    private static GoldenPair pair(Network network, float[] window) {
        var prediction = new float[1];
        network.predict(window, 1, prediction);
        return new GoldenPair(window, prediction[0]);
    }
}
