package io.vigia.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    private static final Setting<Integer> ONE = Setting.integer("VIGIA_ONE", 1, 0, 9, "one");
    private static final Setting<Boolean> TWO = Setting.flag("REDIS_TWO", true, "two");

    @Test
    void all_that_is_wrong_is_named_together() {
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "ten", "REDIS_TWO", "perhaps")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("2 settings are invalid:")
                .hasMessageContaining("VIGIA_ONE is 'ten'; must be a whole number from 0 to 9")
                .hasMessageContaining("REDIS_TWO is 'perhaps'; must be true or false");
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "ten")))
                .hasMessage("VIGIA_ONE is 'ten'; must be a whole number from 0 to 9");
        assertThatThrownBy(() -> check(Map.of("VIGIA_ONE", "7")))
                .hasMessage("VIGIA_ONE is '7'; must be anything but 7");
        assertThatCode(() -> check(Map.of("VIGIA_ONE", " "))).doesNotThrowAnyException();
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
