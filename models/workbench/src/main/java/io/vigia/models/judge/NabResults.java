package io.vigia.models.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Result files as NAB's own program reads them: {@code DIR/<detector>/<category>/<detector>_<file>.csv} with {@code
 * timestamp,value,anomaly_score,label}, one line a row; the score is 1 at an alarm and 0 elsewhere.
 */
final class NabResults {
    private final Path folder;
    private final String detector;

    /**
     * @param folder plays the part of NAB's {@code results}
     * @param model the name of the model; NAB splits names at underscores and dots, so they become dashes
     */
    NabResults(Path folder, String model) {
        detector = model.replaceAll("[^A-Za-z0-9-]", "-");
        this.folder = folder.resolve(detector);
    }

    /** Writes the file of one series, in place of one that is there. */
    Path write(LabelledSeries series, BitSet alarms) {
        Path place = folder.resolve(series.name());
        Path file = place.resolveSibling(detector + "_" + place.getFileName());
        BitSet labels = series.labels();
        List<String> lines = new ArrayList<>(series.length() + 1);
        lines.add("timestamp,value,anomaly_score,label");
        for (int row = 0; row < series.length(); row++) {
            lines.add(series.timestamp(row) + "," + series.values()[row] + "," + (alarms.get(row) ? 1 : 0) + ","
                    + (labels.get(row) ? 1 : 0));
        }
        WholeFile.write(file, lines);
        return file;
    }
}
