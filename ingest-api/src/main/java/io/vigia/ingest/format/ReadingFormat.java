package io.vigia.ingest.format;

/** A format of readings. */
@FunctionalInterface
public interface ReadingFormat {
    /**
     * The records of a body.
     *
     * @throws MalformedBodyException if the body as a whole is malformed
     */
    Records read(byte[] body, Defaults defaults) throws MalformedBodyException;
}
