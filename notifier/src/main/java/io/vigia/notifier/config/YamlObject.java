package io.vigia.notifier.config;

import io.vigia.contract.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** An object in a YAML file, which knows its lines and refuses fields that nobody has asked for. */
final class YamlObject {
    private final Path file;
    private final String path;
    private final Node place;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path of the object within the file; empty: the whole */
    YamlObject(Path file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.place = node;
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, (path.isEmpty() ? "the file" : path) + " must be fields with their values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = scalar(tuple.getKeyNode(), "the name of a field");
            if (fields.put(name, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), at(name) + " is there twice; remove one");
            }
            keys.put(name, tuple.getKeyNode());
        }
    }

    /** Must be called when all fields have been read. */
    void refuseOthers() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                throw wrong(
                        key.getValue(),
                        Excerpt.quote(at(key.getKey())) + " is not a field; must be one of "
                                + String.join(", ", known));
            }
        }
    }

    /** Whether the field has a value. */
    boolean has(String name) {
        return node(name) != null;
    }

    /** The names of all fields that the object has. */
    Set<String> names() {
        known.addAll(fields.keySet());
        return fields.keySet();
    }

    @Nullable
    String text(String name) {
        Node node = node(name);
        return node == null ? null : scalar(node, at(name));
    }

    String text(String name, String fallback) {
        String text = text(name);
        return text == null ? fallback : text;
    }

    String required(String name, String valid) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw wrong(place, at(name) + " is missing; must be " + valid);
        }
        return text;
    }

    /** A list of texts; a single text is a list of one. */
    List<String> texts(String name) {
        Node node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(scalar(node, at(name)));
        }
        List<String> texts = new ArrayList<>();
        list.getValue().forEach(item -> texts.add(scalar(item, at(name))));
        return texts;
    }

    YamlObject object(String name) {
        Node node = node(name);
        if (node == null) {
            throw wrong(place, at(name) + " is missing");
        }
        return new YamlObject(file, at(name), node);
    }

    List<YamlObject> objects(String name) {
        Node node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw wrong(node, at(name) + " must be a list, each item with a - before it");
        }
        List<YamlObject> objects = new ArrayList<>();
        for (Node item : list.getValue()) {
            objects.add(new YamlObject(file, at(name) + "[" + objects.size() + "]", item));
        }
        return objects;
    }

    boolean flag(String name) {
        return parsed(name, "false", "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    int port(String name, int fallback) {
        return parsed(name, Integer.toString(fallback), "a port, 1 to 65535", text -> {
            int port = Integer.parseInt(text);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(text);
            }
            return port;
        });
    }

    /** A duration from {@code least} to {@code most}. */
    Duration duration(String name, Duration fallback, Duration least, Duration most) {
        return parsed(name, fallback.toString(), "an ISO-8601 duration from " + least + " to " + most, text -> {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException(text);
            }
            return duration;
        });
    }

    ZoneId zone(String name, ZoneId fallback) {
        return parsed(name, fallback.getId(), "a time zone such as Europe/Madrid", ZoneId::of);
    }

    /** @throws NotifyFileException without the URL, which may be a secret */
    URI url(String name, String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme());
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException invalid) {
            // Its message contains the URL.
        }
        throw wrong(name, "is invalid; must be an http or https URL without user or fragment");
    }

    /** @param parser throws {@link IllegalArgumentException} or {@link DateTimeException} for an invalid text */
    <T> T parsed(String name, String fallback, String valid, Function<String, T> parser) {
        String text = text(name, fallback);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw wrong(name, "is " + Excerpt.quote(text) + "; must be " + valid);
        }
    }

    /** The folder that relative paths in the file start at. */
    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** An error at a field, or at the object if it has no such field. */
    NotifyFileException wrong(String name, String what) {
        Node node = fields.get(name);
        return wrong(node == null ? place : node, at(name) + " " + what);
    }

    private NotifyFileException wrong(Node node, String what) {
        return new NotifyFileException(file + ", line " + (node.getStartMark().getLine() + 1) + ": " + what, null);
    }

    private @Nullable Node node(String name) {
        known.add(name);
        Node node = fields.get(name);
        return node == null || node.getTag().equals(Tag.NULL) ? null : node;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private String scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, what + " must be text");
    }
}
