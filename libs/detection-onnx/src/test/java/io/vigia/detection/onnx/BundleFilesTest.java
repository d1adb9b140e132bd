package io.vigia.detection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFilesTest {
    private static final byte[] LSTM = TestNetworks.bytes("lstm.onnx");

    private static BundleFiles files(Path folder) throws IOException {
        Files.write(folder.resolve("model.onnx"), LSTM);
        Files.write(folder.resolve("model.json"), ModelManifestJson.write(TestNetworks.manifest(LSTM)));
        return BundleFiles.load(folder);
    }

    @Test
    void a_bundle_is_the_same_after_its_way_through_a_zip(@TempDir Path folder) throws IOException {
        BundleFiles files = files(folder);

        BundleFiles arrived = BundleFiles.unzip(files.zip(), "bundle");

        assertThat(arrived.sameAs(files)).isTrue();
        try (ModelBundle bundle = ModelBundle.of(arrived)) {
            assertThat(bundle.model().manifest()).isEqualTo(TestNetworks.manifest(LSTM));
        }
    }

    @Test
    void a_zip_that_was_cut_off_is_refused_by_name_wherever_it_ends(@TempDir Path folder) throws IOException {
        byte[] zip = files(folder).zip();
        for (int length = 0; length < zip.length - 200; length += 97) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> BundleFiles.unzip(cut, "bundle/m@1"))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("bundle/m@1")
                    .hasMessageContaining("deploy the bundle again");
        }
    }

    @Test
    void a_file_that_does_not_belong_there_is_refused_by_name() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("../model.json"));
            out.write(1);
        }
        assertThatThrownBy(() -> BundleFiles.unzip(bytes.toByteArray(), "m@1"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("contains '../model.json'");
    }

    @Test
    void a_file_that_unpacks_to_more_than_any_bundle_is_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("model.onnx"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                out.write(zeros);
            }
        }
        assertThatThrownBy(() -> BundleFiles.unzip(bytes.toByteArray(), "m@1"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("larger than");
    }

    @Property
    void arbitrary_bytes_are_refused_and_nothing_else(Draw draw) {
        byte[] zip = draw.bytes();
        assertThatThrownBy(() -> BundleFiles.unzip(zip, "m@1")).isInstanceOf(BundleException.class);
    }
}
