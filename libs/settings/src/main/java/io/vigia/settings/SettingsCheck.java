package io.vigia.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at settings before anything starts, so that all that is wrong is told at once. */
public final class SettingsCheck {
    /** What Docker and Kubernetes say of services that run beside ours, in variables named after those. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT_\\d+_.*|TCP|NAME|ENV_.*)");

    private final Variables variables;
    private final Set<String> wrong = new TreeSet<>();

    public SettingsCheck(Variables variables) {
        this.variables = variables;
    }

    /** Each of them, and then all of them together, as {@code from} reads them. */
    public SettingsCheck settings(List<Setting<?>> settings, Consumer<Variables> from) {
        boolean eachIsRight = true;
        for (Setting<?> setting : settings) {
            String text = variables.get(setting.variable());
            if (text != null && !text.isBlank()) {
                eachIsRight &= holds(() -> setting.from(variables));
            }
        }
        if (eachIsRight) {
            holds(() -> from.accept(variables));
        }
        return this;
    }

    /** Anything else; what {@code look} throws is noted. */
    public boolean holds(Runnable look) {
        try {
            look.run();
            return true;
        } catch (InvalidSettingException invalid) {
            wrong.add(String.valueOf(invalid.getMessage()));
            return false;
        }
    }

    /**
     * Ends the look.
     *
     * @throws InvalidSettingException if something is wrong; the message names all of it
     */
    public void refuse() {
        if (!wrong.isEmpty()) {
            throw new InvalidSettingException(
                    wrong.size() == 1
                            ? wrong.iterator().next()
                            : wrong.size() + " settings can't be used:\n  " + String.join("\n  ", wrong));
        }
    }

    /**
     * A sentence for each name that looks like one of our settings and is none, with the nearest that is.
     *
     * @param names of all variables that are set
     * @param known the names of our settings, and what else may be set
     */
    public static List<String> unknown(Collection<String> names, Collection<String> known) {
        Set<String> prefixes = new TreeSet<>();
        known.stream().filter(name -> name.contains("_")).forEach(name -> prefixes.add(family(name)));
        prefixes.retainAll(Set.of("VIGIA_", "REDIS_", "KAFKA_", "INGEST_", "QUERY_", "SINK_", "DETECTOR_", "DETECT_"));
        List<String> sentences = new ArrayList<>();
        names.stream().sorted().forEach(name -> {
            boolean ours = name.contains("_") && prefixes.contains(family(name));
            if (ours && !known.contains(name) && !OF_OTHERS.matcher(name).matches()) {
                String nearest = known.stream()
                        .min(Comparator.comparingInt(other -> distance(name, other)))
                        .orElse("");
                sentences.add(name + " is no setting and is ignored; the nearest that there is: " + nearest);
            }
        });
        return sentences;
    }

    private static String family(String name) {
        return name.substring(0, name.indexOf('_') + 1);
    }

    /** Levenshtein's; what one lacks at its end counts little, since endings such as {@code _MS} are what is forgotten. */
    private static int distance(String one, String other) {
        if (other.startsWith(one) || one.startsWith(other)) {
            return 1;
        }
        int[] row = Stream.iterate(0, i -> i + 1)
                .limit(other.length() + 1L)
                .mapToInt(i -> i)
                .toArray();
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
