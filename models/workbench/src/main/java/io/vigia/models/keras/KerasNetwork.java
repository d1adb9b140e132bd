package io.vigia.models.keras;

import io.vigia.models.OnnxGraph;
import io.vigia.models.WorkbenchException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A network that Keras trained, translated: {@code window} [N, W, 1] of floats in, {@code prediction} [N, 1] out. */
public final class KerasNetwork implements TrainedNetwork {
    private final KerasModel model;
    private final WindowShape shape;

    private KerasNetwork(KerasModel model, @Nullable Integer askedWindow) {
        this.model = model;
        shape = WindowShape.of(model.file(), model.inputShape(), askedWindow);
    }

    /**
     * Reads a model.
     *
     * @param file {@code .keras} or {@code .h5}
     * @param window what the user says of it; needed only where the model takes windows of any length or one step of
     *     many features
     * @throws WorkbenchException if the file is no such model, or takes other than the values of one sensor
     */
    public static KerasNetwork read(Path file, @Nullable Integer window) {
        return new KerasNetwork(KerasFile.read(file), window);
    }

    @Override
    public byte[] toOnnx(double @Nullable [] clip, boolean exact, Answer answer) {
        var graph = new OnnxGraph("keras")
                .input("window", OnnxGraph.BATCH, window(), 1)
                .output("prediction", OnnxGraph.BATCH, 1);
        var nodes = new Nodes(graph, exact);
        var given = new Signal("window", window(), 1);
        var seen = clip == null ? given : Activation.clip(nodes, given, clip[0], clip[1]);
        var one = answer.apply(nodes, translated(nodes, seen), given, seen);
        graph.node("Reshape", List.of(one.tensor(), nodes.integers(OnnxGraph.BATCH, 1)), List.of("prediction"));
        return graph.toBytes();
    }

    private Signal translated(Nodes nodes, Signal in) {
        var translation = new Translation(nodes);
        var signal = nodes.reshape(in, shape.array());
        for (KerasLayer layer : model.layers()) {
            signal = translation.apply(layer, signal);
        }
        return signal;
    }

    private Signal out() {
        return translated(new Nodes(new OnnxGraph("keras"), false), new Signal("window", window(), 1));
    }

    @Override
    public int answers() {
        return out().size();
    }

    @Override
    public String answered() {
        return "answers %s for a window of %d values, after its last layer, %s"
                .formatted(
                        Arrays.toString(out().shape()),
                        window(),
                        model.layers().get(model.layers().size() - 1).title());
    }

    @Override
    public int window() {
        return shape.window();
    }

    @Override
    public String origin() {
        return "written by Keras " + model.kerasVersion();
    }

    @Override
    public List<String> layers() {
        return model.layers().stream()
                .filter(layer -> !layer.type().equals("InputLayer"))
                .map(KerasNetwork::shown)
                .toList();
    }

    private static String shown(KerasLayer layer) {
        var inner = layer.config().optional("layer");
        var options = inner == null ? layer.config().options() : inner.path("config");
        var size =
                options.path("units").isIntegralNumber() ? options.path("units").asString() : "";
        String details = activation(options, size);
        return inner == null
                ? layer.type() + details
                : layer.type() + "(" + inner.path("class_name").asString("") + details + ")";
    }

    private static String activation(JsonNode options, String units) {
        var activation = options.path("activation").isString()
                ? options.path("activation").stringValue()
                : "";
        if (units.isEmpty()) {
            return activation.isEmpty() ? "" : "(" + activation + ")";
        }
        return activation.isEmpty() || activation.equals("linear")
                ? "(" + units + ")"
                : "(" + units + ", " + activation + ")";
    }

    /** {@inheritDoc} The function softplus of a recurrent layer overflows above 88 in the runtime's own operators. */
    @Override
    public boolean overflows() {
        return model.layers().stream()
                .map(layer -> layer.config().options())
                .map(options -> options.path("layer").path("config").isMissingNode()
                        ? options
                        : options.path("layer").path("config"))
                .filter(options -> options.has("recurrent_initializer") || options.has("recurrent_activation"))
                .anyMatch(options -> options.path("activation").asString("").equals("softplus")
                        || options.path("recurrent_activation").asString("").equals("softplus"));
    }

    @Override
    public long parameters() {
        return model.layers().stream()
                .flatMap(layer -> layer.weights().stream())
                .mapToLong(weights -> weights.values().length)
                .sum();
    }
}
