package io.vigia.ingest.format;

/**
 * What the request says for all its records.
 *
 * @param sensor of a record that names none; valid
 * @param detect true if somebody shall be able to ask for the verdicts
 */
public record Defaults(String sensor, boolean detect) {}
