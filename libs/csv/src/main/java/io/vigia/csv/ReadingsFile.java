package io.vigia.csv;

import io.vigia.contract.Decimals;
import io.vigia.contract.Instants;
import io.vigia.contract.SensorId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file of readings, record by record: in UTF-8, with a header that names time and value, and maybe the sensor. */
public final class ReadingsFile implements AutoCloseable {
    private static final String NUMBER_ALLOWED = "a finite number with a decimal point, such as 21.5";

    private final Reader reader;
    private final CsvRecords records;
    private final String defaultSensor;
    private final Columns columns;
    private long assumedUnits;

    private ReadingsFile(Reader reader, String defaultSensor) throws IOException, BadLineException {
        this.reader = reader;
        this.records = new CsvRecords(reader);
        this.defaultSensor = defaultSensor;
        if (!advance()) {
            throw BadLineException.file(1, "the file is empty; its header must be " + Columns.ALLOWED);
        }
        this.columns = header();
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
        Reader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        try {
            return new ReadingsFile(reader, defaultSensor);
        } catch (IOException | BadLineException failed) {
            reader.close();
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
        return advance() ? reading() : null;
    }

    /** Columns of the header that are not read. */
    public List<String> ignoredColumns() {
        return columns.ignored();
    }

    /** Readings so far whose time is a number of which the size does not tell the unit; it was read as milliseconds. */
    public long assumedUnits() {
        return assumedUnits;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean advance() throws IOException, BadLineException {
        try {
            return records.next();
        } catch (CharacterCodingException notUtf8) {
            throw BadLineException.file(
                    records.line(), "the file is not valid UTF-8 here or shortly after; save it as UTF-8");
        }
    }

    private Columns header() throws BadLineException {
        Columns found;
        try {
            found = Columns.of(records);
        } catch (IllegalArgumentException other) {
            throw BadLineException.file(records.line(), String.valueOf(other.getMessage()));
        }
        if (found.ts() < 0) {
            throw BadLineException.file(
                    records.line(),
                    "the header is '" + BadLineException.shortened(records.text())
                            + "'; must have a column timestamp (or ts, time or datetime)");
        }
        return found;
    }

    private FileReading reading() throws BadLineException {
        if (!records.wellFormed() || records.count() != columns.count()) {
            throw bad(
                    "the line",
                    records.text(),
                    columns.count() + " fields separated by commas, with decimal points and every quote closed");
        }
        String sensor = columns.sensor() < 0
                ? defaultSensor
                : records.cell(columns.sensor()).strip();
        if (!SensorId.isValid(sensor)) {
            throw bad("sensor", sensor, SensorId.ALLOWED);
        }
        long ts = timestamp(records.cell(columns.ts()).strip());
        return new FileReading(
                records.line(), sensor, ts, value(records.cell(columns.value()).strip()));
    }

    private long timestamp(String text) throws BadLineException {
        try {
            long ts = Instants.parse(text);
            if (ts >= 0) {
                assumedUnits += Instants.isUnitAssumed(text, ts) ? 1 : 0;
                return ts;
            }
        } catch (IllegalArgumentException noTime) {
            // Said below, with the line.
        }
        throw bad(columns.tsName(), text, Instants.ALLOWED + ", from 1970 on");
    }

    private double value(String text) throws BadLineException {
        double value = Decimals.parse(text);
        if (!Double.isFinite(value)) {
            throw bad("value", text, NUMBER_ALLOWED);
        }
        return value;
    }

    private BadLineException bad(String field, String received, String allowed) {
        return BadLineException.line(records.line(), field, received, allowed);
    }
}
