package io.vigia.models.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.WorkbenchException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, a scaler or the one declared error comes out. */
class ScalerFileFuzzTest {
    @Property(tries = 1000)
    void any_bytes_after_a_pickles_start(@ForAll @Size(max = 200) byte[] bytes) {
        byte[] pickle = new byte[bytes.length + 2];
        pickle[0] = (byte) 0x80;
        pickle[1] = 4;
        System.arraycopy(bytes, 0, pickle, 2, bytes.length);
        readOrRefuse(pickle);
    }

    @Property(tries = 800)
    void a_scaler_with_changed_bytes(
            @ForAll("files") String file,
            @ForAll @Size(min = 1, max = 4) int[] places,
            @ForAll @Size(4) @ByteRange(min = -128) byte[] changes) {
        byte[] changed = ScalerFileTest.content(file);
        for (int i = 0; i < places.length; i++) {
            changed[Math.floorMod(places[i], changed.length)] = changes[i];
        }
        readOrRefuse(changed);
    }

    @Property(tries = 300)
    void a_scaler_cut_short(@ForAll("files") String file, @ForAll int length) {
        byte[] whole = ScalerFileTest.content(file);
        readOrRefuse(Arrays.copyOf(whole, Math.floorMod(length, whole.length)));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                "minmax.joblib",
                "minmax.protocol2.pkl",
                "minmax.protocol5.pkl",
                "standard-frame.joblib",
                "standard-frame.pkl",
                "minmax.zlib.joblib",
                "minmax.gzip.joblib",
                "minmax.bz2.joblib",
                "minmax.xz.joblib",
                "minmax.lzma.joblib");
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(ScalerFile.read(bytes, "scaler.pkl").scaling().scale()).isFinite();
        } catch (WorkbenchException e) {
            assertThat(e).hasMessageStartingWith("scaler.pkl");
        }
    }
}
