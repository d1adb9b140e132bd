package io.vigia.ingest.format;

import java.util.List;

/**
 * What a body holds.
 *
 * @param lines its records, in order; those that are no readings among them with their reasons
 * @param batch false for a JSON object by itself: a call with one reading
 * @param ignored the names of what is not read
 */
public record Records(List<Line> lines, boolean batch, Ignored ignored) {
    static Records batch(List<Line> lines) {
        return new Records(lines, true, Ignored.nothing());
    }
}
