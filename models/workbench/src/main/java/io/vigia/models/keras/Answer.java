package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import io.vigia.detection.model.NetworkKind;
import java.util.Arrays;
import java.util.List;

/** What the numbers are that a network answers for a window, and how one prediction is made of them. */
public enum Answer {
    /** The one next value. */
    NEXT_VALUE,
    /** The next values, of which the first counts. */
    FIRST_STEP,
    /** The window itself, as an autoencoder gives it back. */
    WINDOW;

    /** What the windows of the bundle's network then hold. */
    NetworkKind kind() {
        return this == WINDOW ? NetworkKind.RECONSTRUCTION : NetworkKind.FORECAST;
    }

    /**
     * Adds what makes one number of an answer.
     *
     * @param out what the network answers
     * @param given the window as the graph takes it
     * @param seen the window as the network takes it, which may be cut to bounds
     */
    Signal apply(Nodes nodes, Signal out, Signal given, Signal seen) {
        return switch (this) {
            case NEXT_VALUE -> out;
            case FIRST_STEP -> at(nodes, out, 0);
            case WINDOW -> distant(nodes, out, given, seen);
        };
    }

    /**
     * The reading minus the mean absolute error of the copied window, or plus it where the copied reading lies above: the
     * distance of that from the reading is the error that autoencoders are judged by.
     */
    private static Signal distant(Nodes nodes, Signal out, Signal given, Signal seen) {
        int window = seen.size();
        var copy = nodes.reshape(out, window);
        var difference = nodes.with("Sub", nodes.reshape(seen, window), copy.tensor());
        float[] shares = new float[window];
        Arrays.fill(shares, 1f / window);
        String mean =
                nodes.add("MatMul", List.of(nodes.map("Abs", difference).tensor(), nodes.constant(shares, window, 1)));
        // The inner sign is 0 where reading and copy agree; the error of the others still counts.
        var side = nodes.map(
                "Sign", nodes.with("Add", nodes.map("Sign", at(nodes, difference, window - 1)), nodes.constant(0.5)));
        var reading = at(nodes, given, window - 1);
        return nodes.with("Sub", reading, nodes.with("Mul", side, mean).tensor());
    }

    private static Signal at(Nodes nodes, Signal in, int place) {
        var flat = nodes.reshape(in, in.size());
        return new Signal(nodes.add("Gather", List.of(flat.tensor(), nodes.integers(place)), attribute("axis", 1)), 1);
    }
}
