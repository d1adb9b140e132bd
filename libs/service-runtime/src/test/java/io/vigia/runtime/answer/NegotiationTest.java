package io.vigia.runtime.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|JSON",
                "application/json|JSON",
                "text/plain|TEXT",
                "text/plain, */*;q=0.1|TEXT",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|HTML",
                "text/plain;q=0.5, text/html|HTML",
                "application/json, text/plain, */*|JSON",
                "text/html;q=0|JSON",
                "image/png|JSON",
                "text/html;q=much|JSON"
            })
    void the_named_type_with_the_highest_weight_wins(String accept, Format format) {
        assertThat(Negotiation.of(accept)).isEqualTo(format);
    }

    @Test
    void who_names_nothing_gets_json() {
        assertThat(Negotiation.of((String) null)).isEqualTo(Format.JSON);
    }

    @Property
    void any_header_means_some_form(Draw draw) {
        String accept = draw.text();
        assertThat(Negotiation.of(accept)).isNotNull();
    }
}
