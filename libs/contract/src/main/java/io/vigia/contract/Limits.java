package io.vigia.contract;

/**
 * The values that a sensor may have, in its unit, both included.
 *
 * @param low negative infinity: no lower limit
 * @param high above {@code low}; infinity: no upper limit
 */
public record Limits(double low, double high) {}
