package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import java.util.Arrays;
import java.util.List;

/** Translates one layer after the other. */
final class Translation {
    private static final String REMEDY =
            "Supported are InputLayer, LSTM, GRU, SimpleRNN, Bidirectional, Dense, TimeDistributed(Dense), Dropout, Flatten,"
                    + " Reshape, RepeatVector, Conv1D, Conv1DTranspose, UpSampling1D, Cropping1D, ZeroPadding1D, pooling over one"
                    + " dimension, Normalization, Rescaling, Activation, ReLU, LeakyReLU, ELU, Softmax, BatchNormalization"
                    + " and LayerNormalization; train a model of these.";

    /** Between two layers; what is scored for each reading can't be larger. */
    private static final int MOST_NUMBERS = 1 << 20;

    private final Nodes nodes;

    Translation(Nodes nodes) {
        this.nodes = nodes;
    }

    Signal apply(KerasLayer layer, Signal in) {
        requireFloats(layer);
        var out = translated(layer, in);
        if (out.size() > MOST_NUMBERS) {
            throw layer.config()
                    .refused(
                            "answers " + out.size() + " numbers for one window; must be at most " + MOST_NUMBERS,
                            "Train a smaller model.");
        }
        return out;
    }

    private Signal translated(KerasLayer layer, Signal in) {
        return switch (layer.type()) {
            case "InputLayer",
                    "Dropout",
                    "SpatialDropout1D",
                    "GaussianNoise",
                    "GaussianDropout",
                    "AlphaDropout",
                    "ActivityRegularization" -> in;
            case "LSTM", "GRU", "SimpleRNN" -> RecurrentCell.of(layer).apply(nodes, in);
            case "Bidirectional" -> new BothDirections(layer).apply(nodes, in);
            case "Dense" -> activated(layer, PlainLayers.dense(layer, nodes, in));
            case "TimeDistributed" -> apply(everyStep(layer, in), in);
            case "Flatten" -> nodes.reshape(in, in.size());
            case "Reshape" -> PlainLayers.reshape(layer, nodes, in);
            case "RepeatVector" -> PlainLayers.repeat(layer, nodes, in);
            case "Activation" -> activated(layer, in);
            case "ReLU" -> PlainLayers.relu(layer, nodes, in);
            case "LeakyReLU" -> PlainLayers.leaky(layer, nodes, in);
            case "ELU" -> nodes.map("Elu", in, attribute("alpha", layer.config().number("alpha", 1)));
            case "Softmax" -> PlainLayers.softmax(layer, nodes, in);
            case "BatchNormalization" -> PlainLayers.batchNormalization(layer, nodes, in);
            case "LayerNormalization" -> PlainLayers.layerNormalization(layer, nodes, in);
            case "Rescaling" -> PlainLayers.rescaling(layer, nodes, in);
            case "Normalization" -> PlainLayers.normalization(layer, nodes, in);
            case "Conv1D", "Convolution1D" -> activated(layer, StepLayers.convolution(layer, nodes, in));
            case "Conv1DTranspose", "Convolution1DTranspose" ->
                activated(layer, StepLayers.transposed(layer, nodes, in));
            case "UpSampling1D" -> StepLayers.repeatSteps(layer, nodes, in);
            case "Cropping1D" -> StepLayers.crop(layer, nodes, in);
            case "ZeroPadding1D" -> StepLayers.padded(layer, nodes, in);
            case "MaxPooling1D", "MaxPool1D" -> StepLayers.pool(layer, nodes, in, "MaxPool");
            case "AveragePooling1D", "AvgPool1D" -> StepLayers.pool(layer, nodes, in, "AveragePool");
            case "GlobalMaxPooling1D", "GlobalMaxPool1D" -> StepLayers.poolAll(layer, nodes, in, "MaxPool");
            case "GlobalAveragePooling1D", "GlobalAvgPool1D" -> StepLayers.poolAll(layer, nodes, in, "AveragePool");
            default -> throw layer.config().refused("is of an unsupported class", REMEDY);
        };
    }

    private Signal activated(KerasLayer layer, Signal in) {
        return Activation.of(layer, "activation", "linear").apply(nodes, in);
    }

    /** Dense works on each step anyway. */
    private static KerasLayer everyStep(KerasLayer layer, Signal in) {
        var inner = layer.config().required("layer");
        String type = inner.path("class_name").asString("");
        if (!List.of("Dense", "Dropout", "Activation").contains(type) || in.rank() < 2) {
            throw layer.config()
                    .refused(
                            "wraps a layer of the class '%s' over the shape %s"
                                    .formatted(type, Arrays.toString(in.shape())),
                            "It must be Dense, over steps.");
        }
        var config = new LayerConfig(layer.config().place() + ", " + type, inner.path("config"));
        return layer.within(type, config, layer.weights());
    }

    /** Half precision and quantised weights answer otherwise than the floats here would. */
    private static void requireFloats(KerasLayer layer) {
        var dtype = layer.config().optional("dtype");
        if (dtype == null) {
            return;
        }
        String name = dtype.isString()
                ? dtype.stringValue()
                : dtype.path("config").path("name").asString("");
        if (!name.equals("float32") && !name.equals("float64")) {
            throw layer.config()
                    .refused(
                            "computes in '" + name + "', which is not supported",
                            "Train with the dtype float32, which is Keras' own default.");
        }
    }
}
