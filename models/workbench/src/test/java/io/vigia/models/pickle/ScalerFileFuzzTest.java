package io.vigia.models.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.models.WorkbenchException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.Arrays;

/** Whatever the bytes, a scaler or the one declared error comes out. */
class ScalerFileFuzzTest {
    private static final String[] FILES = {
        "minmax.joblib",
        "minmax.protocol2.pkl",
        "minmax.protocol5.pkl",
        "standard-frame.joblib",
        "standard-frame.pkl",
        "minmax.zlib.joblib",
        "minmax.gzip.joblib",
        "minmax.bz2.joblib",
        "minmax.xz.joblib",
        "minmax.lzma.joblib"
    };

    @Property(tries = 1000)
    void any_bytes_after_a_pickles_start(Draw draw) {
        byte[] bytes = draw.bytes(0, 200);
        byte[] pickle = new byte[bytes.length + 2];
        pickle[0] = (byte) 0x80;
        pickle[1] = 4;
        System.arraycopy(bytes, 0, pickle, 2, bytes.length);
        readOrRefuse(pickle);
    }

    @Property(tries = 800)
    void a_scaler_with_changed_bytes(Draw draw) {
        String file = draw.of(FILES);
        int[] places = draw.ints(1, 4, () -> draw.anInt());
        byte[] changes = draw.bytes(4, 4);
        byte[] changed = ScalerFileTest.content(file);
        for (int i = 0; i < places.length; i++) {
            changed[Math.floorMod(places[i], changed.length)] = changes[i];
        }
        readOrRefuse(changed);
    }

    @Property(tries = 300)
    void a_scaler_cut_short(Draw draw) {
        String file = draw.of(FILES);
        int length = draw.anInt();
        byte[] whole = ScalerFileTest.content(file);
        readOrRefuse(Arrays.copyOf(whole, Math.floorMod(length, whole.length)));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(ScalerFile.read(bytes, "scaler.pkl").scaling().scale()).isFinite();
        } catch (WorkbenchException e) {
            assertThat(e).hasMessageStartingWith("scaler.pkl");
        }
    }
}
