package io.vigia.ingest.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in a body of what is not read, for its sender to look through.
 *
 * @param property of the answer that lists them
 * @param names each once
 */
public record Ignored(String property, List<String> names) {
    /** The most names of JSON fields, which every record may have others of. */
    private static final int MOST_FIELDS = 20;

    public Ignored {
        names = List.copyOf(names);
    }

    /** No name. */
    public static Ignored nothing() {
        return fields(Set.of());
    }

    static Ignored columns(List<String> names) {
        return new Ignored("ignoredColumns", names);
    }

    static Ignored fields(Collection<String> names) {
        return new Ignored("ignoredFields", new ArrayList<>(names));
    }

    /** Collects the fields of a body's records. */
    static final class Fields {
        private final Set<String> names = new LinkedHashSet<>();

        void add(String name) {
            if (names.size() < MOST_FIELDS) {
                names.add(name);
            }
        }

        Ignored ignored() {
            return fields(names);
        }
    }
}
