package io.vigia.ingest.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestApiStartTest {
    @Test
    void names_all_wrong_settings_before_anything_starts() {
        Variables variables = Variables.of(Map.of(
                "VIGIA_MAX_SENSORS", "many",
                "PORT", "x",
                "KAFKA_BOOTSTRAP_SERVERS", "localhost:9"));

        assertThatThrownBy(() -> IngestApi.start(variables))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll("2 settings are invalid:", "VIGIA_MAX_SENSORS is 'many'", "PORT is 'x'");
    }
}
