package io.vigia.notifier.config;

import io.vigia.contract.SensorPattern;
import io.vigia.verdict.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the notification file. It is strict: a field that does not exist is an error. */
public final class NotifyFile {
    /** Maximum number of channels; what is already sent is noted for each in Kafka, whose notes have a limit. */
    public static final int MOST_CHANNELS = 20;

    private static final int MOST_ROUTES = 1_000;
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(1);
    private static final Duration LONGEST_REPEAT = Duration.ofDays(30);

    private final Path file;

    private NotifyFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file, and the files with secrets that it names.
     *
     * @throws NotifyFileException if it is not readable or not valid
     */
    public static NotifyConfig read(Path file) {
        return new NotifyFile(file).config();
    }

    private NotifyConfig config() {
        YamlObject root = new YamlObject(file, "", node());
        Duration groupWait = root.duration("groupWait", Duration.ofSeconds(10), Duration.ZERO, LONGEST_WAIT);
        Duration repeat = root.duration("repeat", Duration.ofHours(4), SHORTEST_REPEAT, LONGEST_REPEAT);
        Map<String, ChannelConfig> channels = channels(root);
        List<Route> routes = new ArrayList<>();
        for (YamlObject route : root.objects("routes")) {
            routes.add(route(route, channels));
        }
        if (routes.isEmpty() || routes.size() > MOST_ROUTES) {
            throw root.wrong("routes", "must have 1 to " + MOST_ROUTES + " routes");
        }
        root.refuseOthers();
        return new NotifyConfig(groupWait, repeat, channels, routes);
    }

    private Node node() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NotifyFileException(file + " is too long; must be at most 1 MiB", null);
            }
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(Files.readString(file)));
            if (node == null) {
                throw new NotifyFileException(file + " is empty; must have channels and routes", null);
            }
            return node;
        } catch (IOException unreadable) {
            throw new NotifyFileException(file + " could not be read: " + unreadable, unreadable);
        } catch (MarkedYAMLException notYaml) {
            // The whole message quotes the line, which may contain a secret.
            String line = notYaml.getProblemMark() == null
                    ? ""
                    : ", line " + (notYaml.getProblemMark().getLine() + 1);
            throw new NotifyFileException(file + line + ": not valid YAML: " + notYaml.getProblem(), null);
        } catch (YAMLException notYaml) {
            throw new NotifyFileException(file + " is not valid YAML", null);
        }
    }

    private static Map<String, ChannelConfig> channels(YamlObject root) {
        YamlObject all = root.object("channels");
        Map<String, ChannelConfig> channels = new LinkedHashMap<>();
        for (String name : all.names()) {
            if (!NAME.matcher(name).matches()) {
                throw all.wrong(name, "is not a name; must be 1 to 32 characters from A-Z a-z 0-9 . _ -");
            }
            channels.put(name, new ChannelReader(name, all.object(name)).read());
        }
        if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
            throw root.wrong("channels", "must have 1 to " + MOST_CHANNELS + " channels");
        }
        return channels;
    }

    private static Route route(YamlObject route, Map<String, ChannelConfig> channels) {
        SensorPattern sensors = route.parsed("sensors", "*", SensorPattern.ALLOWED, text -> {
            SensorPattern pattern = new SensorPattern(text);
            if (pattern.isDefault()) {
                throw new IllegalArgumentException(text);
            }
            return pattern;
        });
        Severity severity = route.parsed(
                "severity",
                "low",
                "low, medium, high or critical",
                text -> Arrays.stream(Severity.values())
                        .filter(known -> known.wire().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)));
        List<WeekHours> hours = new ArrayList<>();
        for (String text : route.texts("hours")) {
            try {
                hours.add(WeekHours.parse(text));
            } catch (IllegalArgumentException | java.time.DateTimeException invalid) {
                throw route.wrong("hours", "is '" + text + "'; must be " + WeekHours.ALLOWED);
            }
        }
        ZoneId zone = route.zone("zone", ZoneId.systemDefault());
        if (!route.has("channels")) {
            throw route.wrong("channels", "is missing; must be names of channels, or [] for nobody");
        }
        List<String> names = route.texts("channels");
        for (String name : names) {
            if (!channels.containsKey(name)) {
                throw route.wrong(
                        "channels", "has '" + name + "'; must be one of " + String.join(", ", channels.keySet()));
            }
        }
        route.refuseOthers();
        return new Route(
                sensors, severity, hours, zone, names.stream().distinct().toList());
    }
}
