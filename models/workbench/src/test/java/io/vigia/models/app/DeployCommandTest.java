package io.vigia.models.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Topics;
import io.vigia.detection.model.RuleSpec;
import io.vigia.models.deploy.NamedBundle;
import io.vigia.models.deploy.StandInDetector;
import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String... arguments) {
        PrintWriter screen = new PrintWriter(said);
        int code = ModelCommand.commandLine().setOut(screen).setErr(screen).execute(arguments);
        screen.flush();
        return code;
    }

    @Test
    void deploy_status_and_rollback_work_together() throws Exception {
        KafkaBroker broker = KafkaBroker.shared();
        Topics topics = new Topics(KafkaBroker.uniquePrefix());
        broker.create(topics.all());
        String bundle = NamedBundle.write(folder, "furnace", RuleSpec.Adaptive.defaults())
                .toString();
        try (StandInDetector detector = StandInDetector.willing(broker, topics)) {
            String[] kafka = {
                "--kafka", broker.bootstrapServers(), "--topic-prefix", topics.prefix(), "--sensors", "furnace-*"
            };
            assertThat(run(with(kafka, "deploy", bundle))).isZero();
            assertThat(run("status", "--kafka", broker.bootstrapServers(), "--topic-prefix", topics.prefix()))
                    .isZero();
            assertThat(run(with(kafka, "rollback"))).isZero();
            assertThat(run(with(kafka, "rollback"))).isEqualTo(1);
        }
        assertThat(said.toString())
                .contains(
                        "12 of 12 partitions have responded",
                        "sensors furnace-*: furnace@1 is active on 12 of 12 partitions",
                        "furnace-*             furnace@1",
                        "sensors furnace-*: the default model is active on 12 of 12 partitions",
                        "vigia model: --sensors furnace-*: nothing is deployed. The model that VIGIA_MODEL sets");
    }

    @Test
    void an_invalid_topic_prefix_is_named_before_kafka_is_asked() {
        assertThat(run("status", "--kafka", "nowhere:1", "--topic-prefix", "a b"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("VIGIA_TOPIC_PREFIX is 'a b'; must be 1 to 64 characters");
    }

    private static String[] with(String[] options, String... command) {
        return Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void a_damaged_bundle_is_refused_before_kafka_is_asked() throws IOException {
        Path bundle = NamedBundle.write(folder, "furnace", RuleSpec.Adaptive.defaults());
        byte[] onnx = Files.readAllBytes(bundle.resolve("model.onnx"));
        onnx[onnx.length / 2] ^= 1;
        Files.write(bundle.resolve("model.onnx"), onnx);

        assertThat(run("deploy", bundle.toString(), "--kafka", "nowhere:1")).isEqualTo(1);
        assertThat(said.toString()).contains("model.onnx: has the SHA-256").doesNotContain("Kafka");
    }

    @Test
    void what_is_no_pattern_is_a_wrong_call() {
        assertThat(run("deploy", "shipped", "--sensors", "a b")).isEqualTo(2);
        assertThat(run("rollback", "--sensors", "")).isEqualTo(2);
        assertThat(said.toString()).contains("sensors is 'a b'; must be", "VIGIA_MODEL sets the default");
    }
}
