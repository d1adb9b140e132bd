package io.vigia.models.series;

import io.vigia.csv.BadLineException;
import io.vigia.csv.FileReading;
import io.vigia.csv.ReadingsFile;
import io.vigia.csv.SensorName;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads series from a CSV file: {@code timestamp,value} or {@code timestamp,sensor,value}, the very files that {@code
 * vigia send} takes. Here one line that is no reading refuses the file: a model of half a history would be a surprise.
 */
public final class SeriesCsv {
    private SeriesCsv() {}

    /**
     * Reads all of a file; rows are kept in their order, whatever their times.
     *
     * @return one series a sensor, in the order of their first rows; a file without a column {@code sensor} is one series
     *     named after the file
     * @throws WorkbenchException if a line is no reading (with file and line), or there is none at all, or too many
     */
    public static List<Series> read(Path file) {
        var readings = new SeriesCollector();
        try (var lines = ReadingsFile.open(file, SensorName.of(file))) {
            for (FileReading reading = lines.next(); reading != null; reading = lines.next()) {
                if (readings.full()) {
                    throw new WorkbenchException(
                            file + ": line " + reading.line(),
                            "more than " + SeriesCollector.MOST_READINGS + " readings",
                            "Reduce the file to its newest part, or to fewer sensors.");
                }
                readings.add(reading.sensor(), reading.ts(), reading.value());
            }
        } catch (BadLineException bad) {
            throw new WorkbenchException(
                    file.toString(), String.valueOf(bad.getMessage()), "Correct or remove the line.", bad);
        } catch (IOException unreadable) {
            throw new WorkbenchException(
                    file.toString(), "could not be read (" + unreadable + ")", "Give a readable CSV file.", unreadable);
        }
        var series = readings.series();
        if (series.isEmpty()) {
            throw new WorkbenchException(
                    file.toString(), "has a header but no readings", "Write one reading per line after the header.");
        }
        return series;
    }
}
