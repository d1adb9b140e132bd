package io.vigia.models.judge;

import io.vigia.contract.Instants;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The anomaly windows of a corpus, as the Numenta Anomaly Benchmark writes them: {@code {"category/file.csv": [["first
 * time", "last time"], …], …}}.
 */
final class Labels {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SHAPE =
            "The file must be a JSON object of series, each with a list of windows: {\"folder/file.csv\": [[\"first time\", \"last time\"]]}.";

    /** A window as it is written, in epoch milliseconds; both ends belong to it. */
    record Span(long first, long last) {}

    private final Path file;
    private final Map<String, List<Span>> spans;

    private Labels(Path file, Map<String, List<Span>> spans) {
        this.file = file;
        this.spans = spans;
    }

    /**
     * Reads a file of windows.
     *
     * @throws WorkbenchException if it is missing, is no JSON or of another shape
     */
    static Labels read(Path file) {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            require(root.isObject(), file, "has no JSON object");
            Map<String, List<Span>> spans = new TreeMap<>();
            root.forEachEntry((name, windows) -> spans.put(name, spans(file, name, windows)));
            return new Labels(file, spans);
        } catch (JacksonException e) {
            throw new WorkbenchException(
                    file.toString(), "is not valid JSON (" + e.getOriginalMessage() + ")", SHAPE, e);
        } catch (IOException e) {
            throw new WorkbenchException(file.toString(), "could not be read (" + e + ")", "Give a file of labels.", e);
        }
    }

    private static List<Span> spans(Path file, String name, JsonNode windows) {
        require(windows.isArray(), file, "'" + name + "' has no list of windows");
        List<Span> spans = new ArrayList<>();
        for (JsonNode window : windows) {
            String place = "window " + spans.size() + " of '" + name + "'";
            require(window.isArray() && window.size() == 2, file, place + " is " + window);
            Span span = new Span(time(file, place, window.get(0)), time(file, place, window.get(1)));
            require(span.last() >= span.first(), file, place + " ends before it begins");
            spans.add(span);
        }
        spans.sort(Comparator.comparingLong(Span::first));
        return spans;
    }

    private static long time(Path file, String place, JsonNode node) {
        try {
            return Instants.parse(node.stringValue(""));
        } catch (IllegalArgumentException e) {
            throw new WorkbenchException(
                    file.toString(),
                    place + " has the invalid time " + node,
                    "Times must be like \"2014-04-10 07:15:00\".",
                    e);
        }
    }

    private static void require(boolean right, Path file, String problem) {
        if (!right) {
            throw new WorkbenchException(file.toString(), problem, SHAPE);
        }
    }

    Path file() {
        return file;
    }

    /**
     * The windows of a series, in rows.
     *
     * @param times of its rows, in epoch milliseconds
     * @throws WorkbenchException if the labels don't name the series, or a window holds no row, or two share one
     */
    List<RowWindow> windows(String name, long[] times) {
        List<RowWindow> windows = new ArrayList<>();
        int free = 0;
        for (Span span : named(name)) {
            int first = firstFrom(times, span.first());
            int last = lastUntil(times, span.last());
            if (last < first || first < free) {
                throw new WorkbenchException(
                        file.toString(),
                        "the window from " + Instant.ofEpochMilli(span.first()) + " to "
                                + Instant.ofEpochMilli(span.last()) + " of '" + name + "' "
                                + (last < first ? "has no row" : "overlaps the previous window"),
                        "Each window must cover times of the series; merge overlapping windows.");
            }
            windows.add(new RowWindow(first, last));
            free = last + 1;
        }
        return windows;
    }

    private List<Span> named(String name) {
        @Nullable List<Span> found = spans.get(name);
        if (found != null) {
            return found;
        }
        List<String> longer =
                spans.keySet().stream().filter(key -> key.endsWith("/" + name)).toList();
        if (longer.size() != 1) {
            throw new WorkbenchException(
                    file.toString(),
                    "does not name the series '" + name + "'",
                    "Add it, with [] if it has no anomaly, or remove it from the data.");
        }
        return spans.getOrDefault(longer.get(0), List.of());
    }

    /** The first row at the moment; where none is, the first later one. */
    private static int firstFrom(long[] times, long moment) {
        int later = times.length;
        for (int row = times.length - 1; row >= 0; row--) {
            later = times[row] < moment ? later : row;
        }
        return exact(times, moment, later);
    }

    /** The first row at the moment; where none is, the last earlier one. */
    private static int lastUntil(long[] times, long moment) {
        int earlier = -1;
        for (int row = 0; row < times.length; row++) {
            earlier = times[row] > moment ? earlier : row;
        }
        return exact(times, moment, earlier);
    }

    private static int exact(long[] times, long moment, int otherwise) {
        for (int row = 0; row < times.length; row++) {
            if (times[row] == moment) {
                return row;
            }
        }
        return otherwise;
    }
}
