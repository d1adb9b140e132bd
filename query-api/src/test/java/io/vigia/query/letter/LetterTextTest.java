package io.vigia.query.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LetterTextTest {
    @Test
    void is_what_was_written_if_that_can_be_printed() {
        assertThat(LetterText.of("{\"valor\":\t«21 °C»}\r\n".getBytes(UTF_8), 100, false))
                .isEqualTo(new LetterText("{\"valor\":\t«21 °C»}\r\n", false));
        assertThat(LetterText.of(new byte[0], 100, false)).isEqualTo(new LetterText("", false));
    }

    @Test
    void is_digits_otherwise() {
        assertThat(LetterText.of(new byte[] {0x1b, 'a'}, 100, false)).isEqualTo(new LetterText("0x1b61", false));
        assertThat(LetterText.of(new byte[] {(byte) 0xc3}, 100, false)).isEqualTo(new LetterText("0xc3", false));
        assertThat(LetterText.of(new byte[] {1, 2, 3, 4}, 8, false)).isEqualTo(new LetterText("0x010203", true));
    }

    @Test
    void is_cut_without_half_characters() {
        assertThat(LetterText.of("aé😀b".getBytes(UTF_8), 3, false)).isEqualTo(new LetterText("aé", true));
        byte[] start = Arrays.copyOf("aé😀b".getBytes(UTF_8), 5);
        assertThat(LetterText.of(start, 100, true)).isEqualTo(new LetterText("aé", true));
    }

    @Property(tries = 300)
    void is_never_longer_than_it_may_be_nor_says_what_cannot_be_written(Draw draw) {
        byte[] bytes = draw.bytes();
        int most = draw.anInt(4, 40);
        LetterText text = LetterText.of(bytes, most, draw.aBoolean());
        assertThat(text.text()).hasSizeLessThanOrEqualTo(most);
        assertThat(new String(text.text().getBytes(UTF_8), UTF_8)).isEqualTo(text.text());
    }
}
