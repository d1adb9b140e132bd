package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A start that can't work")
class RefusedStartTest {
    private final KafkaBroker broker = KafkaBroker.shared();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ingest-api      | VIGIA_MAX_SENSORS   | many   | a whole number from 1
        ingest-api      | DETECT_WAIT_MS      | soon   | a whole number from 0 to 60000
        stream-detector | DETECTOR_BATCH_SIZE | 0      | a whole number from 1 to 512
        stream-detector | REDIS_MODE          | solo   | standalone or sentinel or cluster
        ingest-api      | KAFKA_BOOTSTRAP_SERVERS | '' | host:port of one or more brokers
        stream-detector | KAFKA_BOOTSTRAP_SERVERS | '' | host:port of one or more brokers
        query-api       | VIGIA_TOPIC_PREFIX  | a b    | 1 to 64 characters
        """)
    void names_the_variable_its_value_and_what_is_allowed(
            String service, String variable, String value, String allowed) {
        String said = refusal(service, Map.of(variable, value));
        assertThat(said).contains(variable + " is '" + value + "'").contains(allowed);
    }

    @Test
    void names_the_file_of_a_bundle_whose_network_is_another() throws Exception {
        FixedBundle.write(folder).close();
        Path network = folder.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);
        assertThat(refusal("stream-detector", Map.of("VIGIA_MODEL", folder.toString())))
                .contains("model.onnx")
                .containsIgnoringCase("sha");
    }

    @Test
    void names_the_manifest_that_is_cut_off() throws Exception {
        FixedBundle.write(folder).close();
        Path manifest = folder.resolve("model.json");
        String whole = Files.readString(manifest);
        Files.writeString(manifest, whole.substring(0, whole.length() / 2));
        assertThat(refusal("stream-detector", Map.of("VIGIA_MODEL", folder.toString())))
                .contains("model.json");
    }

    @Test
    void names_the_golden_pair_that_the_network_does_not_answer() throws Exception {
        FixedBundle.write(folder).close();
        rewrite("\"output\":", "\"output\":1");
        assertThat(refusal("stream-detector", Map.of("VIGIA_MODEL", folder.toString())))
                .contains("golden");
    }

    @Test
    void names_the_topic_that_has_another_number_of_partitions() {
        String prefix = KafkaBroker.uniquePrefix();
        broker.create(prefix + ".readings.v1", 3);
        assertThat(refusal("ingest-api", Map.of("VIGIA_TOPIC_PREFIX", prefix)))
                .contains(prefix + ".readings.v1 has 3 partitions; must be 12");
    }

    @Test
    void names_the_variable_that_was_mistyped_and_the_setting_that_is_nearest() {
        assertThat(refusal("ingest-api", Map.of("KAFKA_BOOTSTRAP_SERVERS", "", "KAFKA_BOOTSTRAP_SERVER", "kafka:9092")))
                .contains("KAFKA_BOOTSTRAP_SERVERS is ''")
                .contains("KAFKA_BOOTSTRAP_SERVER (did you mean KAFKA_BOOTSTRAP_SERVERS?)");
    }

    private String refusal(String service, Map<String, String> wrong) {
        Map<String, String> variables = new HashMap<>(broker.variables(KafkaBroker.uniquePrefix()));
        variables.putAll(wrong);
        try (ServiceProcess process = new ServiceProcess(service, variables, folder)) {
            assertThat(process.awaitEnd()).as(process.log()).isEqualTo(2);
            return process.log();
        }
    }

    /** Puts a digit before the first golden answer, which makes it another number. */
    private void rewrite(String field, String with) throws IOException {
        Path manifest = folder.resolve("model.json");
        String json = Files.readString(manifest);
        int golden = json.indexOf("\"golden\"");
        String pairs = json.substring(golden).replaceFirst(field + "-?", with);
        Files.writeString(manifest, json.substring(0, golden) + pairs);
    }
}
