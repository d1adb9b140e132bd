package io.vigia.runtime.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiniteNumbersTest {
    private record Numbers(double plain, Double boxed, double[] array, List<Double> list) {}

    @Test
    void a_number_that_json_has_not_is_written_as_null() {
        double infinite = Double.POSITIVE_INFINITY;
        Numbers numbers = new Numbers(Double.NaN, infinite, new double[] {1.5, -infinite}, List.of(2.0, Double.NaN));

        assertThat(new String(Json.bytes(numbers), StandardCharsets.UTF_8))
                .isEqualTo("{\"plain\":null,\"boxed\":null,\"array\":[1.5,null],\"list\":[2.0,null]}");
    }

    @Test
    void finite_numbers_are_written_as_ever() {
        Numbers numbers = new Numbers(1.7e308, -0.0, new double[0], List.of(21.5));

        assertThat(new String(Json.bytes(numbers), StandardCharsets.UTF_8))
                .isEqualTo("{\"plain\":1.7E308,\"boxed\":-0.0,\"array\":[],\"list\":[21.5]}");
    }
}
