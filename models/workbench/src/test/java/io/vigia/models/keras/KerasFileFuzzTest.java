package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever the bytes, a network or the one declared error comes out. */
class KerasFileFuzzTest {
    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("modelo", ".keras");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** Most of a file is weights and gaps, so that places are drawn where structure stands, too. */
    @Property(tries = 400)
    void a_model_with_changed_bytes(
            @ForAll("models") String model, @ForAll("places") int[] places, @ForAll @Size(6) byte[] changes) {
        byte[] changed = content(model);
        for (int i = 0; i < places.length; i++) {
            changed[Math.floorMod(places[i], changed.length)] = changes[i];
        }
        readOrRefuse(changed);
    }

    @Property(tries = 200)
    void a_model_cut_short(@ForAll("models") String model, @ForAll int length) {
        byte[] whole = content(model);
        readOrRefuse(Arrays.copyOf(whole, Math.floorMod(length, whole.length)));
    }

    @Property(tries = 200)
    void any_bytes_after_a_files_start(@ForAll("starts") byte[] start, @ForAll @Size(max = 300) byte[] rest) {
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        readOrRefuse(all);
    }

    @Provide
    Arbitrary<int[]> places() {
        var place = Arbitraries.oneOf(Arbitraries.integers().between(0, 4096), Arbitraries.integers());
        return place.array(int[].class).ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<byte[]> starts() {
        return Arbitraries.of(
                new byte[] {'P', 'K', 3, 4}, new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of("lstm.keras", "lstm.two.h5", "functional.keras", "gru.three.h5", "layers.two.h5");
    }

    private static byte[] content(String model) {
        try {
            return Files.readAllBytes(KerasNetworkTest.ARTEFACTS.resolve(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOrRefuse(byte[] bytes) {
        try {
            Files.write(file, bytes);
            assertThat(KerasNetwork.read(file, 6).toOnnx(null)).isNotEmpty();
        } catch (WorkbenchException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
