package io.vigia.models.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.EventJson;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.ModelChange;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.Topics;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentsTest {
    private static final SensorPattern BOILERS = new SensorPattern("boiler-*");

    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final KafkaSettings kafka = broker.settings(topics.prefix());
    private final List<Integer> progress = new ArrayList<>();
    private final Deployments deployments = new Deployments(kafka, Duration.ofSeconds(60), progress::add);
    private volatile BiFunction<ModelChange, Integer, @Nullable String> refusal = (change, partition) -> null;

    @TempDir
    Path folder;

    private final StandInDetector detector =
            new StandInDetector(broker, topics, (change, partition) -> refusal.apply(change, partition));

    @BeforeEach
    void awaitDetector() throws InterruptedException {
        detector.awaitReady();
    }

    @AfterEach
    void close() {
        detector.close();
    }

    private BundleFiles bundle(String name) throws IOException {
        return NamedBundle.files(folder, name);
    }

    private List<ConsumerRecord<byte[], byte[]>> changes() {
        return broker.committedRecords(topics.readings());
    }

    private @Nullable ModelAssignment assigned() {
        return deployments.status().assignments().get(BOILERS);
    }

    @Test
    void a_deploy_is_one_event_on_each_partition_and_what_they_answer() throws IOException {
        Deployment done = deployments.deploy(bundle("pumps"), BOILERS);

        assertThat(done.complete()).isTrue();
        assertThat(done.lines()).containsExactly("sensors boiler-*: pumps@1 is active on 12 of 12 partitions");
        assertThat(progress).last().isEqualTo(12);
        assertThat(changes())
                .extracting(ConsumerRecord::partition)
                .doesNotHaveDuplicates()
                .hasSize(12);
        assertThat(changes()).allSatisfy(record -> {
            assertThat(record.key()).asString().isEqualTo("boiler-*");
            assertThat(EventJson.readReading(record.value())).isInstanceOf(ModelChange.class);
        });
        assertThat(deployments.status().bundles()).containsExactly("pumps@1");
        assertThat(StatusTable.lines(deployments.status(), ZoneOffset.UTC).get(1))
                .startsWith("boiler-*")
                .contains("pumps@1", "(the default)")
                .endsWith("++++++++++++");
    }

    @Test
    void a_rollback_goes_to_the_model_before_and_then_to_the_default() throws IOException {
        deployments.deploy(bundle("first"), BOILERS);
        deployments.deploy(bundle("second"), BOILERS);
        deployments.deploy(bundle("second"), BOILERS);

        assertThat(deployments.rollback(BOILERS).model()).isEqualTo("first@1");
        assertThat(assigned()).extracting(ModelAssignment::model).isEqualTo("first@1");
        assertThat(deployments.rollback(BOILERS).lines())
                .containsExactly("sensors boiler-*: the default model is active on 12 of 12 partitions");
        assertThat(assigned()).isNull();
        assertThatThrownBy(() -> deployments.rollback(BOILERS))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("nothing is deployed");
    }

    @Test
    void other_contents_under_the_same_name_and_version_are_refused_by_name() throws IOException {
        deployments.deploy(bundle("pumps"), BOILERS);
        BundleFiles other = BundleFiles.load(NamedBundle.write(
                folder,
                "pumps",
                new RuleSpec.Adaptive(250, 500, 7, 0.1, 75, 10_000, 2_000, 10, 20, 0.5, 0.5, 20, 50, 3, 20, 6)));

        assertThatThrownBy(() -> deployments.deploy(other, BOILERS))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageStartingWith("pumps@1: was already deployed with different contents");
        assertThat(changes()).hasSize(12);
    }

    @Test
    void a_pattern_that_ties_with_another_is_refused_and_names_it() throws IOException {
        deployments.deploy(bundle("pumps"), BOILERS);
        BundleFiles other = bundle("other");

        assertThatThrownBy(() -> deployments.deploy(other, new SensorPattern("boiler-*1")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("conflicts with boiler-*");
        assertThat(deployments.deploy(other, new SensorPattern("boiler-1*")).complete())
                .isTrue();
    }

    @Test
    void a_bundle_of_more_than_sixteen_mebibytes_is_refused_by_name() throws IOException {
        Path large = NamedBundle.write(folder, "large", RuleSpec.Adaptive.defaults());
        byte[] noise = new byte[17 << 20];
        new Random(1).nextBytes(noise);
        Files.write(large.resolve("model.onnx"), noise);

        assertThatThrownBy(() -> deployments.deploy(BundleFiles.load(large), BOILERS))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("large@1")
                .hasMessageContaining("16 MiB");
    }

    @Test
    void a_bundle_of_almost_sixteen_mebibytes_goes_through() throws IOException {
        Path large = NamedBundle.write(folder, "large", RuleSpec.Adaptive.defaults());
        byte[] noise = new byte[(16 << 20) - 20_000];
        new Random(1).nextBytes(noise);
        Files.write(large.resolve("model.onnx"), noise);

        assertThat(deployments.deploy(BundleFiles.load(large), BOILERS).complete())
                .isTrue();
    }

    @Test
    void what_every_partition_refuses_changes_nothing() throws IOException {
        deployments.deploy(bundle("first"), BOILERS);
        refusal = (change, partition) -> "it is damaged";

        Deployment done = deployments.deploy(bundle("second"), BOILERS);

        assertThat(done.complete()).isFalse();
        assertThat(done.lines())
                .containsExactly(
                        "refused on partitions 0 to 11: it is damaged",
                        "sensors boiler-*: second@1 is active on 0 of 12 partitions",
                        "nothing has changed");
        assertThat(assigned()).extracting(ModelAssignment::model).isEqualTo("first@1");
        assertThat(StatusTable.lines(deployments.status(), ZoneOffset.UTC))
                .contains("partition 0 refused second@1 for boiler-*: it is damaged");
    }

    @Test
    void what_some_partitions_refuse_is_told_with_the_way_back() throws IOException {
        refusal = (change, partition) -> partition == 3 || partition == 4 ? "no memory" : null;

        assertThat(deployments.deploy(bundle("first"), BOILERS).lines())
                .startsWith(
                        "refused on partitions 3, 4: no memory",
                        "sensors boiler-*: first@1 is active on 10 of 12 partitions")
                .last()
                .asString()
                .contains("vigia model rollback --sensors boiler-*");
    }

    @Test
    void partitions_that_nobody_reads_are_told_when_the_patience_ends() throws IOException {
        detector.close();
        Deployments impatient = new Deployments(kafka, Duration.ofMillis(300), progress::add);

        Deployment done = impatient.deploy(bundle("first"), BOILERS);

        assertThat(done.complete()).isFalse();
        assertThat(done.lines()).last().asString().contains("12 partitions have not responded", "start a detector");
        assertThat(assigned()).extracting(ModelAssignment::model).isEqualTo("first@1");
    }
}
