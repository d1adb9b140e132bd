package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

class JsonBytesTest {
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    @Property
    void numbers_are_written_as_jackson_writes_them(Draw draw) {
        long whole = draw.aLong();
        double number = draw.aDouble();
        StringWriter expected = new StringWriter();
        try (var json = JACKSON.createGenerator(ObjectWriteContext.empty(), expected)) {
            json.writeStartObject();
            json.writeNumberProperty("whole", whole);
            json.writeNumberProperty("number", number);
            json.writeEndObject();
        }

        byte[] written =
                new JsonBytes(1).number("whole", whole).number("number", number).end();

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    }

    @Property
    void any_text_is_read_as_it_was_written_but_for_halves_of_surrogate_pairs(Draw draw) {
        String text = draw.text();
        byte[] written = new JsonBytes(1).text("text", text).flag("after", true).end();

        String asUtf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), written)) {
            json.nextToken();
            assertThat(json.nextName()).isEqualTo("text");
            json.nextToken();
            assertThat(json.getString()).isEqualTo(asUtf8);
            assertThat(json.nextName()).isEqualTo("after");
        }
    }

    @Test
    void what_has_no_value_is_null() {
        byte[] written = new JsonBytes(1)
                .number("a", Double.NaN)
                .text("b", null)
                .nothing("c")
                .numbers("d", new double[] {1, Double.NaN})
                .numbers("e", new double[0])
                .end();

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":null,\"b\":null,\"c\":null,\"d\":[1.0,null],\"e\":[]}");
    }
}
