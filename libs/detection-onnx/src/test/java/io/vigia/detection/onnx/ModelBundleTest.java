package io.vigia.detection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.ModelManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
    private static final byte[] LSTM = TestNetworks.bytes("lstm.onnx");

    @TempDir
    Path folder;

    private void bundle(byte[] onnx, ModelManifest manifest) throws IOException {
        Files.write(folder.resolve("model.onnx"), onnx);
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(manifest));
    }

    private void assertRefused(String file, String... reasons) {
        assertThatThrownBy(() -> ModelBundle.load(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContainingAll(reasons);
    }

    @Test
    void a_bundle_is_loaded_with_its_network() throws IOException {
        bundle(LSTM, TestNetworks.manifest(LSTM));

        try (ModelBundle bundle = ModelBundle.load(folder)) {
            assertThat(bundle.model().id()).isEqualTo("test-lstm@1");
            assertThat(bundle.model().manifest()).isEqualTo(TestNetworks.manifest(LSTM));
            assertThat(bundle.model().network().window()).isEqualTo(10);
        }
    }

    @Test
    void a_folder_without_a_manifest_is_refused() {
        assertRefused("model.json", "was not found", "give such a folder");
    }

    @Test
    void a_folder_without_a_network_is_refused() throws IOException {
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(TestNetworks.manifest(LSTM)));

        assertRefused("model.onnx", "was not found");
    }

    @Test
    void a_damaged_network_is_refused_by_its_hash() throws IOException {
        byte[] damaged = LSTM.clone();
        damaged[damaged.length / 2] ^= 1;
        bundle(damaged, TestNetworks.manifest(LSTM));

        assertRefused("model.onnx", TestNetworks.sha256(LSTM), TestNetworks.sha256(damaged));
    }

    @Test
    void a_network_that_answers_otherwise_than_its_golden_pair_is_refused() throws IOException {
        String json = new String(ModelManifestJson.write(TestNetworks.manifest(LSTM)), StandardCharsets.UTF_8);
        Files.write(folder.resolve("model.onnx"), LSTM);
        Files.writeString(folder.resolve("model.json"), json.replaceFirst("\"output\" : -?\\d", "\"output\" : 3"));

        assertRefused("model.onnx", "golden pair 0", "must be 3.");
    }

    @Test
    void a_network_that_answers_no_number_is_refused() throws IOException {
        byte[] onnx = TestNetworks.bytes("not-a-number.onnx");
        bundle(onnx, TestNetworks.manifest(onnx));

        assertRefused("model.onnx", "answers NaN to golden pair 0");
    }

    @Test
    void without_the_shipped_bundle_on_the_class_path_the_missing_file_is_named() {
        assertThatThrownBy(ModelBundle::shipped)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("class path:vigia/bundles/default/model.json: is missing");
    }
}
