package io.vigia.ingest.format;

import java.util.List;

/** One form that readings come in. */
@FunctionalInterface
public interface ReadingFormat {
    /**
     * The records of a body, in order; those that are no readings among them with their reasons.
     *
     * @param body in UTF-8, checked by the caller
     * @throws MalformedBodyException if the body as a whole can't be read
     */
    List<Line> read(byte[] body, Defaults defaults) throws MalformedBodyException;
}
