package io.vigia.models.judge;

import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a series by position: a row is the next value, whatever its timestamp. (Series of the benchmark repeat hours
 * when clocks go back.)
 */
final class SeriesFile {
    private static final String HEADER = "timestamp,value";

    private SeriesFile() {}

    static LabelledSeries read(Path file, String name, @Nullable Labels labels) {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            throw new WorkbenchException(
                    file + ":1",
                    "the header is '" + (lines.isEmpty() ? "" : lines.get(0)) + "'; expected '" + HEADER + "'",
                    "Judge series that have a timestamp and a value in each row.");
        }
        int rows = lines.size() - 1;
        String[] timestamps = new String[rows];
        Instant[] times = new Instant[rows];
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            String place = file + ":" + (row + 2);
            String line = lines.get(row + 1);
            int comma = line.indexOf(',');
            timestamps[row] = comma < 0 ? line : line.substring(0, comma).strip();
            times[row] = time(place, timestamps[row]);
            values[row] = value(place, line.substring(comma + 1).strip());
        }
        List<RowWindow> windows = labels == null ? List.of() : labels.windows(name, times);
        return new LabelledSeries(name, timestamps, values, windows);
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
                lines.remove(lines.size() - 1);
            }
            return lines;
        } catch (IOException e) {
            throw new WorkbenchException(
                    file.toString(), "can't be read (" + e + ")", "Expected is a CSV file in UTF-8.", e);
        }
    }

    private static Instant time(String place, String text) {
        @Nullable Instant time = Moment.parse(text);
        if (time == null) {
            throw new WorkbenchException(
                    place,
                    "the timestamp is '" + text + "'",
                    "Write it as 2014-04-10 07:15:00, or in epoch milliseconds.");
        }
        return time;
    }

    private static double value(String place, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new WorkbenchException(
                place, "the value is '" + text + "'; expected a finite number", "Correct it, or take the row out.");
    }
}
