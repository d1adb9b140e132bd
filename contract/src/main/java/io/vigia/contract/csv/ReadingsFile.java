package io.vigia.contract.csv;

import io.vigia.contract.SensorId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file line by line: {@code timestamp,value} or {@code timestamp,sensor,value}, in UTF-8, with a header. */
public final class ReadingsFile implements AutoCloseable {
    private static final String NUMBER_ALLOWED = "a finite number with a decimal point, such as 21.5";
    // Double.parseDouble would take 0x1p3, 1d and NaN as well.
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private final BufferedReader lines;
    private final String defaultSensor;
    private final Columns columns;
    private long line;

    private ReadingsFile(BufferedReader lines, String defaultSensor) throws IOException, BadLineException {
        this.lines = lines;
        this.defaultSensor = defaultSensor;
        String header = nextLine();
        if (header == null) {
            throw BadLineException.file(1, "the file is empty; its header must be " + Columns.ALLOWED);
        }
        this.columns = Columns.of(header);
    }

    /**
     * Opens a file and reads its header.
     *
     * @param defaultSensor of a file without a column {@code sensor}
     * @throws BadLineException if the header is another one
     */
    public static ReadingsFile open(Path file, String defaultSensor) throws IOException, BadLineException {
        return open(Files.newInputStream(file), defaultSensor);
    }

    /** Reads a header; closes {@code bytes} when it is closed itself or fails. */
    static ReadingsFile open(InputStream bytes, String defaultSensor) throws IOException, BadLineException {
        // A decoder of its own refuses what is no UTF-8; given a charset, the reader would replace it.
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        try {
            return new ReadingsFile(lines, defaultSensor);
        } catch (IOException | BadLineException failed) {
            lines.close();
            throw failed;
        }
    }

    /**
     * The next reading; null at the end. Empty lines are passed over.
     *
     * @throws BadLineException if the line is no reading; unless it is {@link BadLineException#wholeFile}, the next call
     *     goes on after it
     */
    public @Nullable FileReading next() throws IOException, BadLineException {
        String text = nextLine();
        while (text != null && text.isBlank()) {
            text = nextLine();
        }
        return text == null ? null : reading(text);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private @Nullable String nextLine() throws IOException, BadLineException {
        line++;
        try {
            return lines.readLine();
        } catch (CharacterCodingException notUtf8) {
            throw BadLineException.file(line, "not UTF-8 here or a little later; save the file as UTF-8");
        }
    }

    private FileReading reading(String text) throws BadLineException {
        String[] cells = text.split(",", -1);
        if (cells.length != columns.count()) {
            throw BadLineException.line(
                    line, "the line", text, columns.count() + " fields with commas between and points in numbers");
        }
        String sensor = columns.sensor() < 0 ? defaultSensor : cell(cells, columns.sensor());
        if (!SensorId.isValid(sensor)) {
            throw BadLineException.line(line, "sensor", sensor, SensorId.ALLOWED);
        }
        return new FileReading(
                line, sensor, timestamp(cell(cells, columns.timestamp())), value(cell(cells, columns.value())));
    }

    private long timestamp(String text) throws BadLineException {
        try {
            return Timestamps.parse(text);
        } catch (IllegalArgumentException noTime) {
            throw BadLineException.line(line, "timestamp", text, Timestamps.ALLOWED);
        }
    }

    private double value(String text) throws BadLineException {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw BadLineException.line(line, "value", text, NUMBER_ALLOWED);
        }
        return value;
    }

    private static String cell(String[] cells, int column) {
        String cell = cells[column].strip();
        boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
    }
}
