package io.vigia.ingest.format;

import io.vigia.contract.Reading;
import io.vigia.contract.TsSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds values that replace earlier ones of the same body: a sensor has one value at a time, the last one received. */
public final class Replacements {
    private record Place(String sensor, long ts) {}

    private Replacements() {}

    /** The same lines, with a note on each reading that replaces an earlier value of the body. */
    public static List<Line> noted(List<Line> lines) {
        if (lines.size() < 2) {
            return lines;
        }
        Map<Place, Line.Taken> places = new HashMap<>(2 * lines.size());
        List<Line> noted = new ArrayList<>(lines.size());
        for (Line line : lines) {
            // The detector separates readings that have the same time of the server's clock.
            boolean timed = line instanceof Line.Taken taken && taken.reading().tsSource() == TsSource.CLIENT;
            noted.add(timed ? noted((Line.Taken) line, places) : line);
        }
        return noted;
    }

    private static Line noted(Line.Taken line, Map<Place, Line.Taken> places) {
        Reading reading = line.reading();
        Line.Taken before = places.put(new Place(reading.sensor(), reading.ts()), line);
        if (before == null || before.reading().value() == reading.value()) {
            return line;
        }
        String replaced = "this reading replaces the value " + before.reading().value() + " of line " + before.number()
                + ", which has the same sensor and time";
        return new Line.Taken(line.number(), reading, line.note() == null ? replaced : line.note() + "; " + replaced);
    }
}
