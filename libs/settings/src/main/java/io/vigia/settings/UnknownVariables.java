package io.vigia.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Variables that look like settings and are not, usually for a typing error. A service knows the names of the settings of
 * all services, since those often share one environment.
 */
public final class UnknownVariables {
    /** The names of all settings, a line each; a test in cli holds it equal to the settings themselves. */
    private static final String NAMES = "names.txt";

    private static final Set<String> OURS =
            Set.of("VIGIA_", "REDIS_", "KAFKA_", "INGEST_", "QUERY_", "SINK_", "DETECTOR_", "DETECT_");

    /** What Docker and Kubernetes set for services that run beside ours, in variables named after those. */
    private static final Pattern OF_CONTAINERS =
            Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT_\\d+_.*|TCP|NAME|ENV_.*)");

    /** What the launcher, the tests and the tools read. */
    private static final Pattern OF_TOOLS = Pattern.compile("VIGIA_(JAVA_OPTS|E2E_URL|TEST_.*)|KAFKA_(HEAP_)?OPTS");

    private UnknownVariables() {}

    /** The names of all settings. */
    public static List<String> settings() {
        try (InputStream names = Objects.requireNonNull(UnknownVariables.class.getResourceAsStream(NAMES), NAMES)) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * One sentence that names each unknown variable and the setting whose name is nearest; empty if there is none.
     *
     * @param names of all variables that are set
     */
    public static Optional<String> among(Collection<String> names) {
        List<String> settings = settings();
        Set<String> unknown = new TreeSet<>(names);
        settings.forEach(unknown::remove);
        unknown.removeIf(name -> !OURS.contains(family(name))
                || OF_CONTAINERS.matcher(name).matches()
                || OF_TOOLS.matcher(name).matches());
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(unknown.stream()
                .map(name -> name + " (did you mean " + nearest(name, settings) + "?)")
                .collect(Collectors.joining(
                        ", ",
                        unknown.size() == 1
                                ? "1 variable is not a setting and is ignored: "
                                : unknown.size() + " variables are not settings and are ignored: ",
                        "")));
    }

    private static String family(String name) {
        return name.substring(0, name.indexOf('_') + 1);
    }

    private static String nearest(String name, List<String> settings) {
        return settings.stream()
                .min(Comparator.comparingInt(setting -> distance(name, setting)))
                .orElseThrow();
    }

    /** Levenshtein's; what one lacks at its end counts little, since endings such as {@code _MS} are what is forgotten. */
    private static int distance(String one, String other) {
        if (other.startsWith(one) || one.startsWith(other)) {
            return 1;
        }
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()] + 1;
    }
}
