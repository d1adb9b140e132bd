package io.vigia.models.keras;

import io.vigia.detection.ModelManifest;
import io.vigia.models.OnnxGraph;
import io.vigia.models.WorkbenchException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A network that Keras trained, translated: {@code window} [N, W, 1] of floats in, {@code prediction} [N, 1] out. */
public final class KerasNetwork {
    private static final String ONE_SENSOR =
            "A sensor has one value at a time; train a model of input shape (window, 1) that predicts the one next value.";

    private static final String STEPS =
            "If these are the next values of the sensor, give --first-step to judge by the first."
                    + " A network that gives its window back (an autoencoder) can't be imported yet; train one that predicts the one"
                    + " next value.";

    private final KerasModel model;
    private final int window;
    private final int[] inputShape;

    private KerasNetwork(KerasModel model, @Nullable Integer askedWindow) {
        this.model = model;
        inputShape = inputShape(askedWindow);
        window = Arrays.stream(inputShape).reduce(1, (a, b) -> a * b);
        if (window < 1 || window > ModelManifest.MOST_WINDOW) {
            throw refused(
                    "has a window of " + window + " values; expected 1 to " + ModelManifest.MOST_WINDOW,
                    "Train with a shorter window.");
        }
        if (askedWindow != null && askedWindow != window) {
            throw refused(
                    "has a window of %d values; given was %d".formatted(window, askedWindow),
                    "Give the window that the model was trained with, or none.");
        }
    }

    /**
     * Reads a model.
     *
     * @param file {@code .keras} or {@code .h5}
     * @param window what the user says of it; needed only where the model takes windows of any length or one step of
     *     many features
     * @throws WorkbenchException if the file is no such model, or predicts other than one value of one sensor
     */
    public static KerasNetwork read(Path file, @Nullable Integer window) {
        return new KerasNetwork(KerasFile.read(file), window);
    }

    /** [W, 1], [W], or, where the user says that these are one sensor's values, [1, W]. */
    private int[] inputShape(@Nullable Integer asked) {
        List<@Nullable Integer> stated = model.inputShape();
        String shown = stated.toString().replace("null", "any");
        boolean column = stated.size() == 2 && Objects.equals(stated.get(1), 1);
        if (column && stated.get(0) == null) {
            if (asked == null) {
                throw refused("takes windows of any length", "Give the one it was trained with by --window.");
            }
            return new int[] {asked, 1};
        }
        if (stated.isEmpty() || stated.size() > 2 || stated.contains(null) || tooLarge(stated)) {
            throw refused("has an input of shape " + shown, ONE_SENSOR);
        }
        boolean row = stated.size() == 2 && !column;
        if (row && Objects.equals(stated.get(0), 1) && asked == null) {
            throw refused(
                    "has an input of shape " + shown + ": one step of " + stated.get(1) + " features",
                    "If these are the last " + stated.get(1) + " values of one sensor, say so by --window "
                            + stated.get(1) + "; otherwise it can't be used. " + ONE_SENSOR);
        }
        if (row && !Objects.equals(stated.get(0), 1)) {
            throw refused("has an input of shape " + shown + ": " + stated.get(1) + " features", ONE_SENSOR);
        }
        return stated.stream().mapToInt(Objects::requireNonNull).toArray();
    }

    private static boolean tooLarge(List<@Nullable Integer> shape) {
        return shape.stream().anyMatch(size -> size == null || size < 1 || size > 1 << 20);
    }

    /**
     * The network as an ONNX file.
     *
     * @param clip bounds that every value of a window is cut to first; null for none
     * @param exact true to spell functions out in exact operators, which takes longer
     * @param firstStep true to answer the first of several steps ahead
     * @throws WorkbenchException if a layer or an option of one can't be translated, or its weights do not fit
     */
    public byte[] toOnnx(double @Nullable [] clip, boolean exact, boolean firstStep) {
        var graph = new OnnxGraph("keras")
                .input("window", OnnxGraph.BATCH, window, 1)
                .output("prediction", OnnxGraph.BATCH, 1);
        var nodes = new Nodes(graph, exact);
        var translation = new Translation(nodes);
        var signal = new Signal("window", window, 1);
        signal = clip == null ? signal : Activation.clip(nodes, signal, clip[0], clip[1]);
        signal = nodes.reshape(signal, inputShape);
        for (KerasLayer layer : model.layers()) {
            signal = translation.apply(layer, signal);
        }
        signal = firstStep ? firstStep(nodes, signal) : signal;
        requireOneValue(signal);
        graph.node("Reshape", List.of(signal.tensor(), nodes.integers(OnnxGraph.BATCH, 1)), List.of("prediction"));
        return graph.toBytes();
    }

    /** Of several steps ahead, [steps] or [steps, 1], the first. */
    private static Signal firstStep(Nodes nodes, Signal out) {
        var flat = nodes.reshape(out, out.size());
        String first =
                nodes.add("Slice", List.of(flat.tensor(), nodes.integers(0), nodes.integers(1), nodes.integers(1)));
        return new Signal(first, 1);
    }

    private void requireOneValue(Signal out) {
        if (out.size() == 1) {
            return;
        }
        var last = model.layers().get(model.layers().size() - 1).title();
        String shape = Arrays.toString(out.shape());
        if (out.rank() == 2) {
            throw refused(
                    "answers %s for a window, a sequence, after its last layer, %s".formatted(shape, last), STEPS);
        }
        throw refused(
                "answers %s for a window, %d values, after its last layer, %s".formatted(shape, out.size(), last),
                STEPS);
    }

    private WorkbenchException refused(String problem, String remedy) {
        return new WorkbenchException(model.file(), problem, remedy);
    }

    /** Values in one window, W. */
    public int window() {
        return window;
    }

    /** Keras' version that wrote the file. */
    public String kerasVersion() {
        return model.kerasVersion();
    }

    /** The layers that compute something, such as {@code LSTM(50)}, first to last. */
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

    /** Whether a recurrent layer has the function softplus, which overflows above 88 in the runtime's own operators. */
    boolean overflows() {
        return model.layers().stream()
                .map(layer -> layer.config().options())
                .map(options -> options.path("layer").path("config").isMissingNode()
                        ? options
                        : options.path("layer").path("config"))
                .filter(options -> options.has("recurrent_initializer") || options.has("recurrent_activation"))
                .anyMatch(options -> options.path("activation").asString("").equals("softplus")
                        || options.path("recurrent_activation").asString("").equals("softplus"));
    }

    /** How many numbers the network learnt. */
    public long parameters() {
        return model.layers().stream()
                .flatMap(layer -> layer.weights().stream())
                .mapToLong(weights -> weights.values().length)
                .sum();
    }
}
