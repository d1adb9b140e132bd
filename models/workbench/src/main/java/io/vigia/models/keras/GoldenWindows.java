package io.vigia.models.keras;

import io.vigia.detection.ModelManifest.GoldenPair;
import io.vigia.detection.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Windows over a range, with the answers that an imported network gives to them. */
final class GoldenWindows {
    private static final int DRAWN = 5;

    private GoldenWindows() {}

    /** Flat ones at both ends and in the middle, one that rises, and a few drawn with a fixed seed. */
    static List<GoldenPair> of(Network network, double low, double high) {
        var pairs = new ArrayList<GoldenPair>();
        var random = new Random(1);
        for (double place : new double[] {0, 0.5, 1}) {
            pairs.add(pair(network, low, high, step -> place));
        }
        pairs.add(pair(network, low, high, step -> (step + 1.0) / network.window()));
        for (int i = 0; i < DRAWN; i++) {
            pairs.add(pair(network, low, high, step -> random.nextDouble()));
        }
        return List.copyOf(pairs);
    }

    private interface Place {
        double at(int step);
    }

    private static GoldenPair pair(Network network, double low, double high, Place place) {
        var window = new float[network.window()];
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (low + place.at(i) * (high - low));
        }
        var answer = new float[1];
        network.predict(window, 1, answer);
        return new GoldenPair(window, answer[0]);
    }
}
