package io.vigia.runtime.answer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes doubles that are not finite as null; Jackson would write the string {@code "Infinity"}. */
final class FiniteNumbers {
    private FiniteNumbers() {}

    static SimpleModule module() {
        return new SimpleModule("finite-numbers")
                .addSerializer(Double.class, new One(Double.class))
                .addSerializer(double.class, new One(double.class))
                .addSerializer(double[].class, new Many());
    }

    private static void write(double number, JsonGenerator json) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private static final class One extends StdSerializer<Double> {
        One(Class<Double> type) {
            super(type);
        }

        @Override
        public void serialize(Double number, JsonGenerator json, SerializationContext context) {
            write(number, json);
        }
    }

    private static final class Many extends StdSerializer<double[]> {
        Many() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] numbers, JsonGenerator json, SerializationContext context) {
            json.writeStartArray();
            for (double number : numbers) {
                write(number, json);
            }
            json.writeEndArray();
        }
    }
}
