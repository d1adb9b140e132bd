package io.vigia.contract.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which column of a file is which.
 *
 * @param count of all columns
 * @param sensor -1 if the file has none
 */
record Columns(int count, int timestamp, int sensor, int value) {
    static final String ALLOWED = "'timestamp,value' or 'timestamp,sensor,value', in any order";

    private static final List<String> KNOWN = List.of("timestamp", "sensor", "value");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads the header, which is line 1. */
    static Columns of(String header) throws BadLineException {
        String text = header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header;
        List<String> names = Arrays.stream(text.split(",", -1))
                .map(name -> name.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                .toList();
        boolean known = KNOWN.containsAll(names) && names.stream().distinct().count() == names.size();
        if (!known || !names.contains("timestamp") || !names.contains("value")) {
            throw BadLineException.file(
                    1, "the header is '" + BadLineException.shortened(text) + "'; allowed is " + ALLOWED);
        }
        return new Columns(names.size(), names.indexOf("timestamp"), names.indexOf("sensor"), names.indexOf("value"));
    }
}
