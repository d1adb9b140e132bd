package io.vigia.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Variables;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
    @Test
    void nothing_is_asked_and_nobody_is_limited_unless_it_is_said() {
        AccessSettings settings = with();
        assertThat(settings.keys()).isFalse();
        assertThat(settings.ratePerKey()).isZero();
        assertThat(settings.ratePerAddress()).isZero();
        assertThat(settings.corsOrigins()).isEmpty();
    }

    @Test
    void a_file_of_keys_brings_limits_that_can_be_changed_or_taken_away() {
        assertThat(with("VIGIA_AUTH_KEYS_FILE", "keys").ratePerAddress())
                .isEqualTo(AccessSettings.USUAL_RATE_PER_ADDRESS);
        assertThat(with("VIGIA_AUTH_KEYS_FILE", "keys").ratePerKey()).isEqualTo(AccessSettings.USUAL_RATE_PER_KEY);
        assertThat(with("VIGIA_AUTH_KEYS_FILE", "keys", "VIGIA_RATE_PER_KEY", "0")
                        .ratePerKey())
                .isZero();
        assertThat(with("VIGIA_RATE_PER_ADDRESS", "7").ratePerAddress()).isEqualTo(7);
    }

    @Test
    void origins_are_named_whole() {
        assertThat(with("VIGIA_CORS_ORIGINS", "https://panel.example, http://localhost:5173")
                        .corsOrigins())
                .containsExactly("https://panel.example", "http://localhost:5173");
        assertThat(with("VIGIA_CORS_ORIGINS", "*").corsOrigins()).containsExactly("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"panel.example", "https://panel.example/", "https://panel.example/a", "https://", "a b"})
    void what_is_no_origin_is_refused(String text) {
        assertThatThrownBy(() -> with("VIGIA_CORS_ORIGINS", text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("VIGIA_CORS_ORIGINS is '" + text + "'; must be origins such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "gateway", "10.0.0.0/8;::1", "10.0.0.0/"})
    void what_is_no_block_of_addresses_is_refused(String text) {
        assertThatThrownBy(() -> with("VIGIA_TRUSTED_PROXIES", text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("VIGIA_TRUSTED_PROXIES");
    }

    private static AccessSettings with(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AccessSettings.from(Variables.of(variables));
    }
}
