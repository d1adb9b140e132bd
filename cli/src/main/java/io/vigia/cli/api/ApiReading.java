package io.vigia.cli.api;

/**
 * A reading to be sent.
 *
 * @param sensor a valid sensor id, so that it needs no escaping in JSON
 * @param ts epoch milliseconds
 * @param value finite
 */
public record ApiReading(String sensor, long ts, double value) {
    void appendTo(StringBuilder ndjson) {
        ndjson.append("{\"sensor\":\"")
                .append(sensor)
                .append("\",\"ts\":")
                .append(ts)
                .append(",\"value\":")
                .append(value)
                .append("}\n");
    }
}
