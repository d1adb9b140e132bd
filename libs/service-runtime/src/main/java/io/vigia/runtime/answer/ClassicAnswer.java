package io.vigia.runtime.answer;

import java.util.Map;
import java.util.Optional;

/** An answer of a classic call in its formats; only the requested one is created. */
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

    /** A complete page; empty: {@link #html} in the usual frame. */
    default Optional<Html> page() {
        return Optional.empty();
    }

    /** The answer as CSV; empty if there is no such format, and then JSON is sent. */
    default Optional<String> csv() {
        return Optional.empty();
    }

    /** Additional headers. */
    default Map<String, String> headers() {
        return Map.of();
    }
}
