package io.vigia.ingest.format;

import java.util.List;

/**
 * The parts of one line of line protocol, unescaped.
 *
 * @param tags in their order
 * @param fields in their order, at least one
 * @param timestamp as written; empty where there is none
 */
record InfluxLine(String measurement, List<Tag> tags, List<Field> fields, String timestamp) {
    /** One tag of a line; neither part is empty. */
    record Tag(String key, String value) {}

    /** One field of a line; a string keeps its quotes. */
    record Field(String key, String value) {}
}
