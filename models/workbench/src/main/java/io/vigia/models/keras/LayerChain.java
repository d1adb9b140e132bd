package io.vigia.models.keras;

import io.vigia.models.WorkbenchException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a model's configuration: the layers of a Sequential model, or of a Functional one without branches, in order. */
final class LayerChain {
    private static final String REMEDY =
            "Supported are Sequential models, and Functional models with one input, one output and no branches;"
                    + " build the model that way, copy the weights, and save it with model.save.";

    private final String file;
    private final JsonNode config;
    private final String version;

    /** @param version Keras' own, such as {@code 3.11.3} */
    LayerChain(String file, JsonNode config, String version) {
        this.file = file;
        this.config = config;
        this.version = version;
    }

    KerasModel model(WeightsSource weights) {
        var ordered = ordered(weights);
        return new KerasModel(file, version, inputShape(ordered), ordered);
    }

    private List<KerasLayer> ordered(WeightsSource weights) {
        String type = config.path("class_name").asString("");
        if (!isModel(type)) {
            throw refused("is a model of the class '" + type + "'");
        }
        var nodes = nodes();
        var layers = new LinkedHashMap<String, List<KerasLayer>>();
        var ids = nodes.stream().map(LayerChain::id).toList();
        var arrays = weights.of(ids);
        for (int i = 0; i < ids.size(); i++) {
            var layer = isModel(ids.get(i).type())
                    ? new LayerChain(file, nodes.get(i), version).ordered(weights.within(ids, i))
                    : List.of(layer(nodes.get(i), ids.get(i), arrays.get(i)));
            if (layers.put(ids.get(i).name(), layer) != null) {
                throw refused("has two layers with the name '" + ids.get(i).name() + "'");
            }
        }
        var order = type.equals("Sequential") ? List.copyOf(layers.keySet()) : new Links(nodes).follow(layers.keySet());
        return order.stream()
                .flatMap(name -> layers.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private static boolean isModel(String type) {
        return type.equals("Sequential") || type.equals("Functional") || type.equals("Model");
    }

    private static LayerId id(JsonNode node) {
        return new LayerId(
                node.path("class_name").asString(""),
                node.path("config").path("name").asString(""));
    }

    private List<JsonNode> nodes() {
        var parts = config.path("config");
        var list = parts.isArray() ? parts : parts.path("layers");
        if (!list.isArray() || list.isEmpty()) {
            throw refused("has no layers in its configuration");
        }
        return list.valueStream().toList();
    }

    private KerasLayer layer(JsonNode node, LayerId id, List<Weights> weights) {
        var options = new LayerConfig("%s, layer %s '%s'".formatted(file, id.type(), id.name()), node.path("config"));
        return new KerasLayer(id.type(), id.name(), options, !version.startsWith("3"), weights);
    }

    /** Stated by an InputLayer, by the first layer itself, or by the model when it was built. */
    private List<@Nullable Integer> inputShape(List<KerasLayer> ordered) {
        var first = ordered.get(0).config();
        for (String option : List.of("batch_shape", "batch_input_shape")) {
            var stated = first.optional(option);
            if (stated != null) {
                return shape(stated);
            }
        }
        var built = config.path("config").path("build_input_shape");
        if (built.isArray()) {
            return shape(built);
        }
        throw refused("does not define the shape of its input");
    }

    private List<@Nullable Integer> shape(JsonNode batchShape) {
        var shape = new ArrayList<@Nullable Integer>();
        for (int i = 1; i < batchShape.size(); i++) {
            var size = batchShape.get(i);
            shape.add(size.canConvertToInt() && size.isIntegralNumber() ? size.intValue() : null);
        }
        return shape;
    }

    private WorkbenchException refused(String problem) {
        return new WorkbenchException(file, problem, REMEDY);
    }

    /** Which layer feeds which in a Functional model. */
    private final class Links {
        private final Map<String, String> next = new LinkedHashMap<>();
        private final Set<String> starts = new LinkedHashSet<>();

        Links(List<JsonNode> nodes) {
            for (JsonNode node : nodes) {
                add(node);
            }
            if (starts.size() != 1) {
                throw refused("has " + starts.size() + " inputs: " + starts);
            }
        }

        private void add(JsonNode node) {
            String name = node.path("config").path("name").asString("");
            var inbound = node.path("inbound_nodes");
            var sources = new ArrayList<String>();
            addSources(inbound, sources);
            if (sources.isEmpty()) {
                starts.add(name);
            } else if (inbound.size() > 1 || sources.size() > 1) {
                throw refused("has branches: its layer '%s' (%s) takes %d inputs, %s"
                        .formatted(name, node.path("class_name").asString(""), sources.size(), sources));
            } else if (next.put(sources.get(0), name) != null) {
                throw refused("has branches: more than one layer takes the output of '" + sources.get(0) + "'");
            }
        }

        /** Keras 3 marks a tensor by {@code keras_history}, Keras 2 by an array that starts with the layer's name. */
        private void addSources(JsonNode node, List<String> to) {
            if (node.isArray()
                    && node.size() >= 3
                    && node.get(0).isString()
                    && node.get(1).isIntegralNumber()) {
                to.add(node.get(0).stringValue());
                node.valueStream().skip(3).forEach(more -> addSources(more, to));
            } else if (node.isObject() && node.has("keras_history")) {
                to.add(node.get("keras_history").path(0).asString(""));
            } else if (node.isContainer()) {
                node.valueStream().forEach(inner -> addSources(inner, to));
            }
        }

        List<String> follow(Set<String> names) {
            var left = new LinkedHashSet<>(names);
            var ordered = new ArrayList<String>();
            String name = starts.iterator().next();
            for (boolean found = left.remove(name); found; found = name != null && left.remove(name)) {
                ordered.add(name);
                name = next.get(name);
            }
            if (!left.isEmpty()) {
                throw refused("has layers that are not connected to its input: " + left);
            }
            return ordered;
        }
    }
}
