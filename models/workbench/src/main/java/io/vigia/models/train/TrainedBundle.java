package io.vigia.models.train;

import io.vigia.detection.model.ModelManifest;
import io.vigia.models.BundleFolder;
import io.vigia.models.WorkbenchException;
import io.vigia.models.plot.SeriesPlot;
import io.vigia.models.series.JudgedSeries;
import io.vigia.models.series.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came out of a training.
 *
 * @param order what was asked for
 * @param history what it was trained on
 * @param learnt the network
 * @param split how many windows each part gave, in words
 * @param comparison errors on the test part
 * @param manifest of the bundle
 * @param onnx of the bundle
 * @param judged the test part of the longest series, as a stream would judge it
 */
@SuppressWarnings("ArrayRecordComponent") // a file's content
public record TrainedBundle(
        TrainingOrder order,
        TrainingHistory history,
        TrainingResult learnt,
        String split,
        Comparison comparison,
        ModelManifest manifest,
        byte[] onnx,
        JudgedSeries judged) {
    private static final int NAMED = 5;

    /**
     * Writes {@code model.onnx}, {@code model.json}, {@code MODEL_CARD.md} and {@code plot.png}.
     *
     * @throws WorkbenchException if the folder can't be written
     */
    public void write(Path folder) {
        var others = Map.of(
                "MODEL_CARD.md", new ModelCard(this).text().getBytes(StandardCharsets.UTF_8),
                "plot.png", SeriesPlot.png(title(), judged));
        try {
            BundleFolder.write(folder, manifest, onnx, others);
        } catch (IOException refused) {
            throw new WorkbenchException(
                    folder.toString(),
                    "could not be written (" + refused + ")",
                    "Give another folder with --out, or make this one writable.",
                    refused);
        }
    }

    private String title() {
        return "%s, its newest %,d values, judged by %s"
                .formatted(judged.series().sensor(), judged.length(), manifest.id());
    }

    /** In how many epochs it was trained. */
    public String epochs() {
        return learnt.epochs() < order.plan().epochs()
                ? "stopped after %d of at most %d epochs; the best was epoch %d"
                        .formatted(learnt.epochs(), order.plan().epochs(), learnt.epoch())
                : "all %d epochs were run; the best was epoch %d".formatted(learnt.epochs(), learnt.epoch());
    }

    /** What the detector says of the test part. */
    public String alarms() {
        int alarms = judged.alarms().cardinality();
        return "%,d %s (%.1f per 10,000) and %,d anomalies in the newest %,d values of %s"
                .formatted(
                        alarms,
                        alarms == 1 ? "alarm" : "alarms",
                        1e4 * alarms / judged.length(),
                        judged.anomalies().cardinality(),
                        judged.length(),
                        judged.series().sensor());
    }

    /** The sensors by name, or the first of them. */
    static String sensors(TrainingHistory history) {
        List<Series> all = history.series();
        String names = all.stream().limit(NAMED).map(Series::sensor).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? names : names + " and " + (all.size() - NAMED) + " more sensors";
    }
}
