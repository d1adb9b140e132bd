package io.vigia.csv;

/**
 * A reading of a file.
 *
 * @param line its line in the file; the header is line 1
 * @param sensor a valid sensor id
 * @param ts epoch milliseconds, not negative
 * @param value finite, in the sensor's own unit
 */
public record FileReading(long line, String sensor, long ts, double value) {}
