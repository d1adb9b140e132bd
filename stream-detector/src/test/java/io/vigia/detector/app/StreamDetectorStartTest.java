package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.settings.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamDetectorStartTest {
    @Test
    void names_all_wrong_settings_before_anything_starts() {
        Variables variables = Variables.of(Map.of(
                "DETECTOR_THREADS", "0",
                "REDIS_PORT", "x",
                "VIGIA_MODEL", "/nowhere",
                "KAFKA_BOOTSTRAP_SERVERS", "localhost:9"));

        assertThatThrownBy(() -> StreamDetector.start(variables))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(
                        "3 settings are invalid:",
                        "DETECTOR_THREADS is '0'",
                        "REDIS_PORT is 'x'",
                        "VIGIA_MODEL is '/nowhere'");
    }
}
