package io.vigia.models.keras;

import static io.vigia.models.OnnxGraph.attribute;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Bidirectional layer: one cell reads the steps forwards, one backwards, and their outputs are joined. */
final class BothDirections {
    private final KerasLayer layer;
    private final JsonNode forward;

    BothDirections(KerasLayer layer) {
        this.layer = layer;
        forward = layer.config().required("layer");
    }

    Signal apply(Nodes nodes, Signal in) {
        var first = RecurrentCell.of(cell(forward, layer.weights()));
        int own = Math.min(first.arrays(), layer.weights().size());
        int all = layer.weights().size();
        var ahead = RecurrentCell.of(cell(forward, layer.weights().subList(0, own)));
        var back = RecurrentCell.of(cell(backward(), layer.weights().subList(own, all)));
        var backed = back.apply(nodes, in);
        return merge(nodes, ahead.apply(nodes, in), back.sequences() ? nodes.reverseTime(backed) : backed);
    }

    private KerasLayer cell(JsonNode node, List<Weights> weights) {
        String type = node.path("class_name").asString("");
        if (!RecurrentCell.isOne(type)) {
            throw layer.config()
                    .refused("wraps a layer of the class '" + type + "'", "It must be LSTM, GRU or SimpleRNN.");
        }
        return layer.within(type, new LayerConfig(layer.config().place() + ", " + type, node.path("config")), weights);
    }

    /** Where it is not given, it is the forward layer turned around. */
    private JsonNode backward() {
        var given = layer.config().optional("backward_layer");
        if (given != null) {
            return given;
        }
        var turned = forward.deepCopy();
        if (turned.path("config") instanceof ObjectNode options) {
            options.put("go_backwards", !options.path("go_backwards").asBoolean(false));
        }
        return turned;
    }

    private Signal merge(Nodes nodes, Signal ahead, Signal back) {
        String mode = layer.config().text("merge_mode", "null");
        return switch (mode) {
            case "concat" -> {
                var both = List.of(ahead.tensor(), back.tensor());
                String joined = nodes.add("Concat", both, attribute("axis", -1));
                yield new Signal(joined, ahead.shapeWithLast(ahead.last() + back.last()));
            }
            case "sum" -> nodes.with("Add", ahead, back.tensor());
            case "mul" -> nodes.with("Mul", ahead, back.tensor());
            case "ave" -> nodes.with("Mul", nodes.with("Add", ahead, back.tensor()), nodes.constant(0.5));
            default ->
                throw layer.config()
                        .refused(
                                "merge_mode is " + mode + ", which is not supported",
                                "Train with one of concat, sum, mul, ave.");
        };
    }
}
