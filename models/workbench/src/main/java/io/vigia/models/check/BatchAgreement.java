package io.vigia.models.check;

import io.vigia.detection.Model;
import io.vigia.detection.ModelManifest.GoldenPair;
import io.vigia.models.WorkbenchException;
import java.util.List;

/**
 * Whether a network answers the same to a window alone and among others, bit for bit. The stream batches readings as
 * they come; a network that minds would give other verdicts at each replay.
 */
public final class BatchAgreement {
    private BatchAgreement() {}

    /**
     * Asks for all golden windows alone and in one batch.
     *
     * @param bundle what the error calls it
     * @throws WorkbenchException if an answer differs
     */
    public static void require(Model model, String bundle) {
        List<GoldenPair> pairs = model.manifest().golden();
        int window = model.manifest().window();
        float[] windows = new float[pairs.size() * window];
        for (int i = 0; i < pairs.size(); i++) {
            System.arraycopy(pairs.get(i).input(), 0, windows, i * window, window);
        }
        float[] together = new float[pairs.size()];
        model.network().predict(windows, pairs.size(), together);
        float[] alone = new float[1];
        for (int i = 0; i < pairs.size(); i++) {
            model.network().predict(pairs.get(i).input(), 1, alone);
            if (Float.compare(alone[0], together[i]) != 0) {
                throw new WorkbenchException(
                        bundle,
                        "golden window " + i + " is answered with " + alone[0] + " alone and with " + together[i]
                                + " among others",
                        "A network must look at each row of a batch by itself; export it without operations across rows.");
            }
        }
    }
}
