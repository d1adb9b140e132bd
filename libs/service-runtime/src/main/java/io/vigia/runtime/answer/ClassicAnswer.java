package io.vigia.runtime.answer;

import java.util.Map;
import java.util.Optional;

/** One answer of a classic call in its forms; only the one that is asked for is made. */
public interface ClassicAnswer {
    /** The HTTP status. */
    default int status() {
        return 200;
    }

    /** What the JSON mapper writes: a record or a map; fields without a value are null, never left out. */
    Object json();

    /** The whole answer as text, in Spanish. */
    String text();

    /** The page's heading, in Spanish. */
    String title();

    /** The page below its heading, in Spanish. */
    Html html();

    /** A whole page of its own; empty: {@link #html} in the usual frame. */
    default Optional<Html> page() {
        return Optional.empty();
    }

    /** The answer as CSV; empty where it has no such form, which is then answered as JSON. */
    default Optional<String> csv() {
        return Optional.empty();
    }

    /** Headers besides the usual ones. */
    default Map<String, String> headers() {
        return Map.of();
    }
}
