package io.vigia.ingest.format;

/** One form that readings come in. */
@FunctionalInterface
public interface ReadingFormat {
    /**
     * The records of a body.
     *
     * @throws MalformedBodyException if the body as a whole can't be read
     */
    Records read(byte[] body, Defaults defaults) throws MalformedBodyException;
}
