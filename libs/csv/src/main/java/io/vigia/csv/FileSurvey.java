package io.vigia.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, read to its end before anything is sent.
 *
 * @param readings number of valid lines
 * @param badLines number of invalid lines
 * @param firstBad the first invalid lines, ten at most
 * @param ignoredColumns names of ignored columns
 * @param assumedUnits readings whose time is a number of which the size does not tell the unit; it is read as milliseconds
 */
public record FileSurvey(
        long readings, long badLines, List<BadLineException> firstBad, List<String> ignoredColumns, long assumedUnits) {
    private static final int SHOWN = 10;

    /**
     * Reads all of a file.
     *
     * @throws BadLineException if the file can't be read at all: another header, or not UTF-8
     */
    public static FileSurvey of(Path file, String defaultSensor) throws IOException, BadLineException {
        long readings = 0;
        long badLines = 0;
        List<BadLineException> firstBad = new ArrayList<>();
        try (ReadingsFile lines = ReadingsFile.open(file, defaultSensor)) {
            boolean ended = false;
            while (!ended) {
                try {
                    @Nullable FileReading reading = lines.next();
                    ended = reading == null;
                    readings += ended ? 0 : 1;
                } catch (BadLineException bad) {
                    if (bad.wholeFile()) {
                        throw bad;
                    }
                    badLines++;
                    if (firstBad.size() < SHOWN) {
                        firstBad.add(bad);
                    }
                }
            }
            return new FileSurvey(
                    readings, badLines, List.copyOf(firstBad), lines.ignoredColumns(), lines.assumedUnits());
        }
    }
}
