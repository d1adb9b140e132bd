package io.vigia.cli.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reading with its verdict as the store has it; null where there is no verdict.
 *
 * @param ts epoch milliseconds
 * @param value in the sensor's unit
 * @param prediction the value that was expected
 * @param lower where the value would be an anomaly below
 * @param upper where the value would be an anomaly above
 * @param score 0 (as expected) to 1
 */
public record StoredReading(
        long ts,
        double value,
        @Nullable Double prediction,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Double score,
        boolean anomaly) {

    static StoredReading of(JsonNode item) {
        return new StoredReading(
                item.path("ts").asLong(),
                item.path("value").asDouble(),
                number(item, "prediction"),
                number(item, "lower"),
                number(item, "upper"),
                number(item, "score"),
                item.path("anomaly").asBoolean(false));
    }

    /** True if the detector said what it thinks of this value. */
    public boolean judged() {
        return score != null;
    }

    private static @Nullable Double number(JsonNode item, String field) {
        JsonNode node = item.path(field);
        return node.isNumber() ? node.asDouble() : null;
    }
}
