package io.vigia.runtime.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Property
    void no_text_opens_a_tag_or_ends_an_attribute(Draw draw) {
        String text = draw.text();
        assertThat(Html.format("{}", text).markup()).doesNotContain("<", ">", "\"", "'");
    }

    @Test
    void markup_of_ours_goes_in_as_it_is() {
        assertThat(Html.format("<p>{} {}</p>", Html.format("<b>{}</b>", "a&b"), "{}")
                        .markup())
                .isEqualTo("<p><b>a&amp;b</b> {}</p>");
    }

    @Test
    void an_argument_without_a_place_is_a_mistake() {
        assertThatThrownBy(() -> Html.format("<p>", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_page_is_titled_by_its_name_and_says_who_answered() {
        String page = new String(
                new Pages("Planta <1>", "nodo-a").page("Hola", Html.format("<p>{}</p>", "qué")),
                StandardCharsets.UTF_8);

        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"es\">")
                .contains("<title>Hola · Planta &lt;1&gt;</title>", "<p>qué</p>", "nodo-a");
    }
}
