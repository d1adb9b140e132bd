package io.vigia.ingest.format;

import java.util.List;

/**
 * The content of a body.
 *
 * @param lines its records, in order, including rejected ones with their reasons
 * @param batch false for a single JSON object: a call with one reading
 * @param ignored the names of what is not read
 */
public record Records(List<Line> lines, boolean batch, Ignored ignored) {
    static Records batch(List<Line> lines) {
        return new Records(lines, true, Ignored.nothing());
    }
}
