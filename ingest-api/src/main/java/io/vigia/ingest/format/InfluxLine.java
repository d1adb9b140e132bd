package io.vigia.ingest.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one line of line protocol, unescaped.
 *
 * @param sensor the tag {@code sensor}, else the measurement
 * @param fields in their order, at least one; string values keep their quotes
 * @param timestamp as written; empty where there is none
 */
record InfluxLine(String sensor, List<Field> fields, String timestamp) {
    /** One field of a line. */
    record Field(String key, String value) {}

    /** Takes a line apart. */
    static InfluxLine parse(String line) throws RejectedException {
        return new Cursor(line).parse();
    }

    /** Walks through one line. */
    private static final class Cursor {
        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        InfluxLine parse() throws RejectedException {
            String sensor = token(", ");
            while (peek() == ',') {
                at++;
                String key = named(token("= ,"));
                String value = named(token("= ,"));
                sensor = key.equals("sensor") ? value : sensor;
            }
            skipSpaces();
            List<Field> fields = new ArrayList<>(2);
            do {
                String key = token("= ,");
                if (key.isEmpty()) {
                    refuse();
                }
                expect('=');
                fields.add(new Field(key, peek() == '"' ? string() : token(", ")));
            } while (peek() == ',' && at++ >= 0);
            skipSpaces();
            String timestamp = line.substring(at).strip();
            return sensor.isEmpty() ? refuse() : new InfluxLine(sensor, fields, timestamp);
        }

        /** Passes the {@code =} after a tag's key; a tag's value has none after it. */
        private String named(String token) throws RejectedException {
            if (token.isEmpty()) {
                refuse();
            }
            if (peek() == '=') {
                at++;
            }
            return token;
        }

        private String token(String ends) {
            StringBuilder token = new StringBuilder(16);
            while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
                boolean escaped = line.charAt(at) == '\\'
                        && at + 1 < line.length()
                        && ", =\\\"".indexOf(line.charAt(at + 1)) >= 0;
                at += escaped ? 1 : 0;
                token.append(line.charAt(at++));
            }
            return token.toString();
        }

        private String string() throws RejectedException {
            int start = at++;
            while (at < line.length() && line.charAt(at) != '"') {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= line.length()) {
                refuse();
            }
            at++;
            return line.substring(start, at);
        }

        private void skipSpaces() throws RejectedException {
            if (at < line.length() && line.charAt(at) != ' ') {
                refuse();
            }
            while (peek() == ' ') {
                at++;
            }
        }

        private void expect(char c) throws RejectedException {
            if (peek() != c) {
                refuse();
            }
            at++;
        }

        private char peek() {
            return at < line.length() ? line.charAt(at) : 0;
        }

        private InfluxLine refuse() throws RejectedException {
            throw new RejectedException("line", line, Rule.LINE_INFLUX);
        }
    }
}
