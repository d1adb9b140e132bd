package io.vigia.ingest.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Iterates over the lines of line protocol. A string field may contain line breaks. A malformed line ends at its first line
 * break, so that it does not affect other lines.
 */
final class InfluxLines {
    private static final char END = 0;

    private final String text;
    private int at;
    private int line = 1;
    private int start;
    private int startLine;

    /** @param text without a byte order mark */
    InfluxLines(String text) {
        this.text = text;
    }

    /** Advances to the next line that is neither blank nor a comment; false at the end. */
    boolean advance() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at);
            } else if (c == '\n') {
                line++;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else {
                start = at;
                startLine = line;
                return true;
            }
        }
        return false;
    }

    /** The number of the current line, from 1 on. */
    int number() {
        return startLine;
    }

    /** Parses the current line. The position is behind the line afterwards, even if it is malformed. */
    InfluxLine parse() throws RejectedException {
        try {
            return line();
        } catch (RejectedException refused) {
            at = lineEnd(start);
            line = startLine;
            throw refused;
        }
    }

    private InfluxLine line() throws RejectedException {
        String measurement = token(", ", ", ");
        require(!measurement.isEmpty());
        List<InfluxLine.Tag> tags = tags();
        skipSpaces();
        List<InfluxLine.Field> fields = new ArrayList<>(2);
        do {
            String key = token("= ,", "= ,");
            require(!key.isEmpty());
            expect('=');
            fields.add(new InfluxLine.Field(key, peek() == '"' ? string() : token(", ", "")));
        } while (skip(','));
        if (!atLineEnd()) {
            skipSpaces();
        }
        int end = lineEnd(at);
        String timestamp = text.substring(at, end).strip();
        at = end;
        String badByte = Utf8.badByte(text.substring(start, end));
        if (badByte != null) {
            throw new RejectedException("line", badByte, Rule.UTF8);
        }
        return new InfluxLine(measurement, tags, fields, timestamp);
    }

    private List<InfluxLine.Tag> tags() throws RejectedException {
        List<InfluxLine.Tag> tags = List.of();
        while (skip(',')) {
            tags = tags.isEmpty() ? new ArrayList<>(4) : tags;
            String key = token("= ,", "= ,");
            require(!key.isEmpty());
            expect('=');
            String value = token("= ,", "= ,");
            require(!value.isEmpty() && peek() != '=');
            tags.add(new InfluxLine.Tag(key, value));
        }
        return tags;
    }

    /** Reads up to one of {@code ends}. A backslash escapes only the characters in {@code escaped}. */
    private String token(String ends, String escaped) {
        int from = at;
        StringBuilder unescaped = null;
        while (!atLineEnd() && ends.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && escaped.indexOf(text.charAt(at + 1)) >= 0) {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, from, at);
                from = at + 1;
                at++;
            }
            at++;
        }
        return unescaped == null
                ? text.substring(from, at)
                : unescaped.append(text, from, at).toString();
    }

    private String string() throws RejectedException {
        int from = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
            line += text.charAt(at) == '\n' || escaped && text.charAt(at + 1) == '\n' ? 1 : 0;
            at += escaped ? 2 : 1;
        }
        require(at < text.length());
        at++;
        return text.substring(from, at);
    }

    private void skipSpaces() throws RejectedException {
        require(peek() == ' ');
        while (peek() == ' ') {
            at++;
        }
    }

    private void expect(char c) throws RejectedException {
        require(skip(c));
    }

    private boolean skip(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean atLineEnd() {
        return at >= text.length()
                || text.charAt(at) == '\n'
                || text.charAt(at) == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n');
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void require(boolean right) throws RejectedException {
        if (!right) {
            String shown = text.substring(start, lineEnd(start)).strip();
            throw new RejectedException("line", shown, Rule.LINE_INFLUX);
        }
    }
}
