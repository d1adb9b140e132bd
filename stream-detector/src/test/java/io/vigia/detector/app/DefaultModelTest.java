package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.SensorPattern;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detector.model.DefaultModel;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The default model")
class DefaultModelTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final KafkaSettings kafka = broker.settings(broker.newTopics().prefix());

    @TempDir
    private Path folder;

    @Test
    void is_changed_by_a_changed_setting_and_not_by_two_detectors_that_differ() throws IOException {
        Path one = TestBundle.write(folder, "one");
        Path two = TestBundle.write(folder, "two");
        assertThat(start("a", one)).isEqualTo("one@1");
        assertThat(start("b", two)).as("b's setting is new").isEqualTo("two@1");
        assertThat(start("a", one)).as("a's is what it was").isEqualTo("two@1");
        assertThat(start("b", two)).isEqualTo("two@1");
        assertThat(start("a", two)).isEqualTo("two@1");
        assertThat(start("a", one)).as("a is set back").isEqualTo("one@1");
        assertThat(start("c", two))
                .as("a third, which knows of no earlier start")
                .isEqualTo("two@1");
    }

    /** The default that is written down once a detector with its own folder has started. */
    private String start(String detector, Path bundle) {
        try (DefaultModel model = DefaultModel.of(BundleFiles.load(bundle))) {
            assertThat(model.announce(kafka, folder.resolve(detector).resolve("default-model")))
                    .as("what judges before every change")
                    .isEqualTo("one@1");
        }
        return new ModelTopic(kafka)
                .read(Set.of())
                .assignments()
                .get(SensorPattern.DEFAULT)
                .model();
    }
}
