package io.vigia.cli.api;

/**
 * How many incidents are open.
 *
 * @param atLeast the number of them
 * @param more whether there are more
 */
public record OpenIncidents(int atLeast, boolean more) {}
