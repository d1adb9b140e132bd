package io.vigia.models.pickle;

import java.util.LinkedHashMap;
import java.util.Map;

/** An instance of an allowed Python class: its name, and its attributes as they were written; none of its code. */
record PickledObject(String type, Map<String, Object> attributes) {
    static PickledObject of(String type) {
        return new PickledObject(type, new LinkedHashMap<>());
    }

    // The attributes of a hostile pickle may hold the object itself: neither may be walked through.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return type;
    }
}
