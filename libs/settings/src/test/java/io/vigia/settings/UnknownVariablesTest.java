package io.vigia.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {
    @Test
    void a_name_that_is_not_a_setting_is_named_with_the_nearest_that_is() {
        assertThat(UnknownVariables.among(List.of("VIGIA_RETENTION")))
                .contains("1 variable is not a setting and is ignored: VIGIA_RETENTION"
                        + " (did you mean VIGIA_RETENTION_MS?)");
        assertThat(UnknownVariables.among(List.of("REDIS_HOSTS", "PATH", "VIGIA_MODEL", "DETECTOR_TREADS")))
                .contains("2 variables are not settings and are ignored: DETECTOR_TREADS"
                        + " (did you mean DETECTOR_THREADS?), REDIS_HOSTS (did you mean REDIS_HOST?)");
    }

    @Test
    void what_others_set_is_not_named() {
        assertThat(UnknownVariables.among(List.of(
                        "VIGIA_MODEL",
                        "PATH",
                        "PORTAGE",
                        "_",
                        "VIGIA_TEST_REDIS_HOME",
                        "VIGIA_JAVA_OPTS",
                        "KAFKA_HEAP_OPTS",
                        "REDIS_SERVICE_HOST",
                        "REDIS_PORT_6379_TCP_ADDR")))
                .isEmpty();
    }
}
