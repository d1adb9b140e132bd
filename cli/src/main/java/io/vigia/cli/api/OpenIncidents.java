package io.vigia.cli.api;

/**
 * How many incidents are open.
 *
 * @param count at least so many
 * @param more whether there are more
 */
public record OpenIncidents(int count, boolean more) {}
