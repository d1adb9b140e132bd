package io.vigia.ingest.format;

/**
 * The defaults of a request for all its records.
 *
 * @param sensor of a record without a sensor; a valid id
 * @param detect true if callers may ask for the verdicts
 */
public record Defaults(String sensor, boolean detect) {}
