package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As their readers start them, against a real broker. */
@DisplayName("A consumer of examples/")
class ExampleConsumersTest {
    private static final Path EXAMPLES =
            Path.of("..", "..", "examples").toAbsolutePath().normalize();
    private static final String LINE =
            "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z %s 95(\\.0)? expected [-\\d.]+ to [-\\d.]+: (low|medium|high|critical)";

    @TempDir
    Path folder;

    private final Pipeline vigia = Pipeline.shared();
    private final String sensor = Target.newSensor();

    @BeforeEach
    void makeAnAnomaly() throws IOException {
        for (double value : new double[] {72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3, 75, 95}) {
            vigia.calls.json("/nuevo?dato=" + value + "&sensor=" + sensor);
        }
    }

    @Test
    void in_shell_prints_the_anomaly() throws IOException {
        KafkaClients.required("examples/consume-anomalies.sh", "kcat", "jq");
        assertPrintsTheAnomaly(
                Map.of(), EXAMPLES.resolve("consume-anomalies.sh").toString(), "beginning");
    }

    @Test
    void in_python_prints_the_anomaly() throws IOException {
        Path clients = KafkaClients.required("examples/consume_anomalies.py", "python3");
        assertPrintsTheAnomaly(
                Map.of("PYTHONPATH", clients.resolve("python").toString()),
                "python3",
                EXAMPLES.resolve("consume_anomalies.py").toString(),
                "python-" + sensor);
    }

    @Test
    void in_node_prints_the_anomaly() throws IOException {
        Path clients = KafkaClients.required("examples/consume-anomalies.mjs", "node");
        // Node looks for packages beside the file.
        Files.createSymbolicLink(
                folder.resolve("node_modules"), clients.resolve("node").resolve("node_modules"));
        Path copy = Files.copy(EXAMPLES.resolve("consume-anomalies.mjs"), folder.resolve("consume-anomalies.mjs"));
        assertPrintsTheAnomaly(Map.of(), "node", copy.toString(), "node-" + sensor);
    }

    private void assertPrintsTheAnomaly(Map<String, String> variables, String... command) throws IOException {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", vigia.broker.bootstrapServers());
        builder.environment().put("VIGIA_TOPIC_PREFIX", vigia.prefix);
        builder.environment().putAll(variables);
        Process consumer = builder.start();
        try {
            Supplier<Optional<String>> line = () -> lines(output).stream()
                    .filter(printed -> printed.contains(" " + sensor + " "))
                    .findFirst();
            await("a line of " + sensor)
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> line.get().isPresent() || !consumer.isAlive());
            assertThat(line.get())
                    .as(() -> String.join("\n", lines(output)))
                    .hasValueSatisfying(printed -> assertThat(printed).matches(LINE.formatted(sensor)));
        } finally {
            List<ProcessHandle> children =
                    new ArrayList<>(consumer.descendants().toList());
            consumer.destroy();
            children.forEach(ProcessHandle::destroy);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notYet) {
            return List.of();
        }
    }
}
