package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void a_text_of_one_language_has_no_foreign_words() {
        assertThat(Language.ENGLISH.foreign("sensor is 'el de la'; must be 1 to 64 characters, then retry"))
                .isEmpty();
        assertThat(Language.SPANISH.foreign("sensor es 'the one'; debe ser de 1 a 64 caracteres; use Retry-After"))
                .isEmpty();
    }

    @Test
    void a_mixed_text_names_them() {
        assertThat(Language.ENGLISH.foreign("A field is invalid: falta dato, se admite un número"))
                .containsExactly("falta", "se", "un");
        assertThat(Language.SPANISH.foreign("el rol send or administer, (with a key)"))
                .containsExactly("send", "or", "with");
    }
}
