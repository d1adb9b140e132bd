package io.vigia.models.keras;

import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The weights in a {@code .keras} file. Keras names a layer's group after its class, and numbers the layers of one class in
 * the order of the configuration: {@code lstm}, {@code lstm_1}… The names of the layers themselves, which may look the same,
 * are not used. Some versions of Keras 2 leave numbers out, and keep the order.
 */
final class ZippedWeights implements WeightsSource {
    /** Keras 2.13 and 2.14 use the second name. */
    private static final List<String> CONTAINERS = List.of("layers/", "_layer_checkpoint_dependencies/");

    /** The order of a layer's parts: Keras lists the weights of the forward layer first. */
    private static final List<String> PARTS = List.of("cell/", "layer/", "forward_layer/", "backward_layer/");

    private final WeightsFile file;
    private final SortedMap<String, Dataset> arrays;
    private final String container;

    ZippedWeights(WeightsFile file) {
        this(file, file.arrays(), "");
    }

    private ZippedWeights(WeightsFile file, SortedMap<String, Dataset> arrays, String model) {
        this.file = file;
        this.arrays = arrays;
        var found = CONTAINERS.stream()
                .map(name -> model + name)
                .filter(path -> !below(path).isEmpty())
                .toList();
        if (found.size() > 1) {
            throw file.refused("has weights in both " + found.get(0) + " and " + found.get(1));
        }
        container = found.isEmpty() ? model + CONTAINERS.get(0) : found.get(0);
    }

    private SortedMap<String, Dataset> below(String path) {
        return arrays.subMap(path, path.substring(0, path.length() - 1) + (char) ('/' + 1));
    }

    @Override
    public List<List<Weights>> of(List<LayerId> layers) {
        var groups = groups(layers);
        var weights = new ArrayList<List<Weights>>();
        for (int i = 0; i < layers.size(); i++) {
            String path = container + groups.get(i) + "/";
            requireName(path, layers.get(i));
            var own = new ArrayList<Weights>();
            addVariables(path, 1, own);
            weights.add(own);
        }
        return weights;
    }

    @Override
    public WeightsSource within(List<LayerId> layers, int place) {
        return new ZippedWeights(file, arrays, container + groups(layers).get(place) + "/");
    }

    /** The group of each layer. */
    private List<String> groups(List<LayerId> layers) {
        var filled = filled();
        var ofClass = new LinkedHashMap<String, List<String>>();
        var counts = new LinkedHashMap<String, Integer>();
        layers.forEach(layer -> counts.merge(snakeCase(layer.type()), 1, Integer::sum));
        counts.forEach((name, count) -> ofClass.put(name, groups(name, count, filled)));
        var next = new LinkedHashMap<String, Integer>();
        return layers.stream()
                .map(layer -> {
                    String name = snakeCase(layer.type());
                    int place = next.merge(name, 1, Integer::sum) - 1;
                    return ofClass.getOrDefault(name, List.of()).get(place);
                })
                .toList();
    }

    private List<String> groups(String name, int count, Set<String> filled) {
        var expected = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            expected.add(i == 0 ? name : name + "_" + i);
        }
        var found = new TreeMap<Integer, String>();
        var numbered = Pattern.compile(Pattern.quote(name) + "(?:_([0-9]{1,6}))?");
        for (String group : filled) {
            var match = numbered.matcher(group);
            if (match.matches()) {
                found.put(match.group(1) == null ? 0 : Integer.parseInt(match.group(1)), group);
            }
        }
        if (expected.containsAll(found.values())) {
            return expected;
        }
        if (found.size() == count) {
            return List.copyOf(found.values());
        }
        throw file.refused("has weights in " + found.values() + " for " + count + " layers of the class " + name
                + ", and does not say which belong to which");
    }

    /** The groups that hold arrays. */
    private Set<String> filled() {
        var names = new TreeSet<String>();
        for (String path : below(container).keySet()) {
            names.add(path.substring(container.length()).replaceFirst("/.*", ""));
        }
        return names;
    }

    private static String snakeCase(String type) {
        return type.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Newer versions of Keras 3 write a layer's name beside its weights. */
    private void requireName(String path, LayerId layer) {
        @Nullable Dataset first = arrays.get(path + "vars/0");
        String name = first == null ? null : file.text(first, "name");
        if (name != null && !name.equals(layer.name())) {
            throw file.refused(
                    "says that the weights of " + layer.type() + " '" + layer.name() + "' are those of '" + name + "'");
        }
    }

    private void addVariables(String path, int depth, List<Weights> to) {
        @Nullable Dataset array = arrays.get(path + "vars/0");
        for (int i = 1; array != null; i++) {
            to.add(file.read(array, path + "vars/" + (i - 1)));
            array = arrays.get(path + "vars/" + i);
        }
        for (String part : PARTS) {
            if (depth < PARTS.size()) {
                addVariables(path + part, depth + 1, to);
            }
        }
    }
}
