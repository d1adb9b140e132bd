package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One reading as a JSON object: {@code value}, and if given {@code sensor}, {@code ts}, {@code id} and {@code detect}. Fields
 * of other names are passed over, and null is as good as absent.
 */
final class JsonRecord {
    private final ReadingRules rules;
    private final Defaults defaults;

    JsonRecord(ReadingRules rules, Defaults defaults) {
        this.rules = rules;
        this.defaults = defaults;
    }

    /**
     * Reads the object that {@code json} stands at the start of, always to its end, so that the next one can be read after
     * a refused one.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    Reading read(JsonParser json) throws RejectedException {
        Parts parts = new Parts();
        RejectedException first = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            try {
                parts.take(name, json);
            } catch (RejectedException refused) {
                first = first == null ? refused : first;
                json.skipChildren();
            }
        }
        if (first != null) {
            throw first;
        }
        if (Double.isNaN(parts.value)) {
            throw new RejectedException("value", null, Rule.VALUE);
        }
        return rules.reading(parts.id, parts.sensor, parts.ts, parts.value, parts.detect);
    }

    /** The fields met so far. */
    private final class Parts {
        private double value = Double.NaN;
        private String sensor = defaults.sensor();
        private boolean detect = defaults.detect();
        private @Nullable String id;
        private @Nullable Long ts;

        void take(String name, JsonParser json) throws RejectedException {
            if (json.hasToken(JsonToken.VALUE_NULL)) {
                return;
            }
            switch (name) {
                case "value" -> value = number(json);
                case "sensor" -> sensor = rules.sensor(name, string(name, json, Rule.SENSOR));
                case "ts" -> ts = time(json);
                case "id" -> id = rules.id(name, string(name, json, Rule.ID));
                case "detect" -> detect = flag(json);
                default -> json.skipChildren();
            }
        }

        private double number(JsonParser json) throws RejectedException {
            if (!json.currentToken().isNumeric()) {
                throw new RejectedException("value", json.getString(), Rule.VALUE);
            }
            double number = json.getDoubleValue();
            if (!Double.isFinite(number)) {
                throw new RejectedException("value", json.getString(), Rule.VALUE);
            }
            return number;
        }

        private long time(JsonParser json) throws RejectedException {
            boolean readable = json.hasToken(JsonToken.VALUE_STRING) || json.hasToken(JsonToken.VALUE_NUMBER_INT);
            if (!readable) {
                throw new RejectedException("ts", json.getString(), Rule.TS);
            }
            return rules.ts("ts", json.getString());
        }

        private boolean flag(JsonParser json) throws RejectedException {
            if (!json.currentToken().isBoolean()) {
                throw new RejectedException("detect", json.getString(), Rule.DETECT);
            }
            return json.hasToken(JsonToken.VALUE_TRUE);
        }

        private String string(String name, JsonParser json, Rule rule) throws RejectedException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new RejectedException(name, json.getString(), rule);
            }
            return json.getString();
        }
    }
}
