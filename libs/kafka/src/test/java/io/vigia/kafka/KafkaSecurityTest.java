package io.vigia.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSecurityTest {
    @Test
    void nothing_is_set_unless_it_is_said() {
        assertThat(from().clientConfig()).containsOnlyKeys("bootstrap.servers", "metric.reporters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "a\"b", "a\\", "\\\"; evil=\"", "a=b;c", "ä ö", "'", "#//"})
    void kafka_reads_the_password_that_was_given(String password) {
        Map<String, Object> config = sasl(password).clientConfig();
        JaasContext jaas = JaasContext.loadClientContext(
                Map.of("sasl.jaas.config", new Password((String) config.get("sasl.jaas.config"))));
        var entry = jaas.configurationEntries().get(0);
        assertThat(jaas.configurationEntries()).hasSize(1);
        assertThat(entry.getLoginModuleName()).isEqualTo(ScramLoginModule.class.getName());
        assertThat(entry.getOptions()).isEqualTo(Map.of("username", "vigia", "password", password));
        assertThat(config)
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("security.protocol", "SASL_PLAINTEXT");
    }

    @Test
    void the_password_is_never_shown_by_us_or_by_kafkas_clients() {
        KafkaSettings settings = sasl("s3cret");
        assertThat(settings.toString()).contains("user 'vigia'").doesNotContain("s3cret");
        Map<String, Object> config = settings.clientConfig();
        config.put("bootstrap.servers", "localhost:9092");
        config.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        config.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        assertThat(new ProducerConfig(config).values().toString())
                .contains("sasl.jaas.config=[hidden]")
                .doesNotContain("s3cret");
    }

    @Test
    void the_password_may_come_from_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        KafkaSettings settings = from(
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_SASL_USERNAME",
                "vigia",
                "KAFKA_SASL_PASSWORD_FILE",
                file.toString(),
                "KAFKA_TRUSTSTORE",
                file.toString(),
                "KAFKA_SASL_MECHANISM",
                "PLAIN");
        assertThat(settings.security().password()).isEqualTo("s3cret");
        assertThat(settings.clientConfig())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_SECURITY_PROTOCOL, KAFKA_SECURITY_PROTOCOL=tls",
        "KAFKA_SASL_MECHANISM, KAFKA_SASL_MECHANISM=GSSAPI",
        "KAFKA_SASL_USERNAME, KAFKA_SECURITY_PROTOCOL=sasl_ssl",
        "KAFKA_SASL_PASSWORD, KAFKA_SECURITY_PROTOCOL=sasl_ssl KAFKA_SASL_USERNAME=ana",
        "KAFKA_SASL_USERNAME, KAFKA_SASL_USERNAME=ana",
        "KAFKA_SASL_USERNAME, KAFKA_SECURITY_PROTOCOL=ssl KAFKA_SASL_USERNAME=ana",
        "KAFKA_SASL_PASSWORD, KAFKA_SASL_PASSWORD=s3cret",
        "KAFKA_SASL_PASSWORD_FILE, KAFKA_SASL_PASSWORD_FILE=/nowhere",
        "KAFKA_SASL_PASSWORD_FILE, KAFKA_SASL_PASSWORD_FILE=/nowhere KAFKA_SASL_PASSWORD=s3cret",
        "KAFKA_TRUSTSTORE, KAFKA_TRUSTSTORE=/nowhere",
        "KAFKA_TRUSTSTORE, KAFKA_TRUSTSTORE=/nowhere KAFKA_SECURITY_PROTOCOL=ssl"
    })
    void what_does_not_go_together_is_refused_by_name(String named, String variables) {
        assertThatThrownBy(() -> from(variables.replace('=', ' ').split(" ")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(named + " is '")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void each_variable_is_listed_once() {
        assertThat(List.copyOf(KafkaSettings.ALL))
                .extracting(Setting::variable)
                .doesNotHaveDuplicates()
                .hasSize(10);
    }

    private static KafkaSettings sasl(String password) {
        return from(
                "KAFKA_SECURITY_PROTOCOL",
                "sasl_plaintext",
                "KAFKA_SASL_USERNAME",
                "vigia",
                "KAFKA_SASL_PASSWORD",
                password);
    }

    private static KafkaSettings from(String... pairs) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return KafkaSettings.from(Variables.of(variables));
    }
}
