package io.vigia.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.WorkbenchException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Whatever the bytes, a network or the one declared error comes out. */
class KerasFileFuzzTest {
    private static final String[] MODELS = {
        "lstm.keras", "lstm.two.h5", "functional.keras", "gru.three.h5", "layers.two.h5"
    };
    private static final byte[][] STARTS = {{'P', 'K', 3, 4}, {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}};

    private Path file = Path.of("");

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createTempFile("modelo", ".keras");
    }

    @AfterEach
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** Most of a file is weights and gaps, so that places are drawn where structure stands, too. */
    @Property(tries = 400)
    void a_model_with_changed_bytes(Draw draw) {
        String model = draw.of(MODELS);
        int[] places = draw.ints(1, 6, () -> place(draw));
        byte[] changes = draw.bytes(6, 6);
        byte[] changed = content(model);
        for (int i = 0; i < places.length; i++) {
            changed[Math.floorMod(places[i], changed.length)] = changes[i];
        }
        readOrRefuse(changed);
    }

    @Property(tries = 200)
    void a_model_cut_short(Draw draw) {
        String model = draw.of(MODELS);
        int length = draw.anInt();
        byte[] whole = content(model);
        readOrRefuse(Arrays.copyOf(whole, Math.floorMod(length, whole.length)));
    }

    @Property(tries = 200)
    void any_bytes_after_a_files_start(Draw draw) {
        byte[] start = draw.of(STARTS);
        byte[] rest = draw.bytes(0, 300);
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        readOrRefuse(all);
    }

    private static int place(Draw draw) {
        return draw.aBoolean() ? draw.anInt() : draw.anInt(0, 4096);
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
            assertThat(KerasNetwork.read(file, 6).toOnnx(null, false, Answer.NEXT_VALUE))
                    .isNotEmpty();
        } catch (WorkbenchException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
