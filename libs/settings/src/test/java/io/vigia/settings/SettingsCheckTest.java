package io.vigia.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    private static final Setting<Integer> ONE = Setting.integer("VIGIA_ONE", 1, 0, 9, "one");
    private static final Setting<Boolean> TWO = Setting.flag("REDIS_TWO", true, "two");
    private static final Set<String> KNOWN =
            Set.of("VIGIA_RETENTION_MS", "VIGIA_MODEL", "REDIS_HOST", "REDIS_PORT", "DETECTOR_THREADS", "PORT");

    @Test
    void all_that_is_wrong_is_named_together() {
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "ten", "REDIS_TWO", "perhaps")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("2 settings can't be used:")
                .hasMessageContaining("VIGIA_ONE is 'ten'; allowed is a whole number from 0 to 9")
                .hasMessageContaining("REDIS_TWO is 'perhaps'; allowed is true or false");
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "ten")))
                .hasMessage("VIGIA_ONE is 'ten'; allowed is a whole number from 0 to 9");
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "7")))
                .hasMessage("VIGIA_ONE is '7'; allowed is anything but 7");
        assertThatCode(() -> check(Map.of("VIGIA_ONE", " "))).doesNotThrowAnyException();
    }

    @Test
    void a_name_that_is_no_setting_is_told_with_the_nearest_that_is() {
        assertThat(unknown("VIGIA_RETENTION")).singleElement().asString().endsWith("VIGIA_RETENTION_MS");
        assertThat(unknown("REDIS_HOSTS")).singleElement().asString().endsWith("REDIS_HOST");
        assertThat(unknown("DETECTOR_TREADS")).singleElement().asString().endsWith("DETECTOR_THREADS");
        assertThat(unknown("VIGIA_MODLE")).singleElement().asString().startsWith("VIGIA_MODLE is no setting");
    }

    @Test
    void what_others_set_is_left_in_peace() {
        assertThat(unknown(
                        "VIGIA_MODEL",
                        "PATH",
                        "PORTAGE",
                        "REDIS_SERVICE_HOST",
                        "REDIS_PORT_6379_TCP_ADDR",
                        "QUERY_STRING"))
                .isEmpty();
    }

    private static List<String> unknown(String... names) {
        return SettingsCheck.unknown(List.of(names), KNOWN);
    }

    private static void check(Map<String, String> variables) {
        new SettingsCheck(Variables.of(variables))
                .settings(List.of(ONE, TWO), found -> {
                    if (ONE.from(found) == 7) {
                        throw new InvalidSettingException("VIGIA_ONE", "7", "anything but 7");
                    }
                })
                .refuse();
    }
}
