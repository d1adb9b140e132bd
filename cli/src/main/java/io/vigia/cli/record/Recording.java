package io.vigia.cli.record;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.runtime.answer.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a recording from its beginning to its last line. */
public final class Recording implements AutoCloseable {
    /** Maximum length of a line: a bundle of 16 MiB in base64 and its other fields. */
    private static final int MOST_BYTES = 24 << 20;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final RecordingHeader header;
    private long line;
    private long records;

    private Recording(String name, InputStream bytes) throws IOException {
        this.name = name;
        try {
            this.in = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
        } catch (IOException noGzip) {
            throw new CommandFailedException(
                    name + " is not a recording: it is not gzip (" + noGzip.getMessage() + ")", noGzip);
        }
        this.header = readHeader();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws CommandFailedException if it cannot be read, is not a recording, or has another version
     */
    public static Recording open(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandFailedException(file + " is not a readable file");
        }
        try {
            return open(file.toString(), Files.newInputStream(file));
        } catch (IOException unreadable) {
            throw new CommandFailedException(file + " could not be read: " + unreadable, unreadable);
        }
    }

    static Recording open(String name, InputStream bytes) throws IOException {
        try {
            return new Recording(name, bytes);
        } catch (IOException | RuntimeException refused) {
            bytes.close();
            throw refused;
        }
    }

    public RecordingHeader header() {
        return header;
    }

    /**
     * The next record; null after the last.
     *
     * @throws CommandFailedException if the file is truncated or a line is damaged; the message names the line
     */
    public @Nullable RecordingEntry next() {
        JsonNode json = json();
        if (json.has("end")) {
            if (json.path("end").asLong(-1) != records) {
                throw damaged("the last line announces " + json.path("end") + " records, but the file has " + records);
            }
            if (readLine() != null) {
                throw damaged("the file has content after its last line");
            }
            return null;
        }
        try {
            RecordingEntry recorded = RecordingEntry.of(json);
            records++;
            return recorded;
        } catch (CommandFailedException wrong) {
            throw damaged(String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException left) {
            throw new CommandFailedException(name + " could not be closed: " + left, left);
        }
    }

    private RecordingHeader readHeader() {
        JsonNode json = json();
        String format = json.path("format").asString("");
        int version = json.path("version").asInt(-1);
        if (!format.equals(RecordingHeader.FORMAT)) {
            throw damaged("the first line is not the header of a recording; must be {\"format\":\""
                    + RecordingHeader.FORMAT + "\",…");
        }
        if (version != RecordingHeader.VERSION) {
            throw damaged("the recording has version " + version + "; must be " + RecordingHeader.VERSION
                    + " for this Vigía");
        }
        try {
            RecordingHeader read = Json.MAPPER.treeToValue(json, RecordingHeader.class);
            if (read.prefix() == null || read.spans() == null || read.selection() == null) {
                throw damaged("the header lacks prefix, spans or selection");
            }
            return read;
        } catch (JacksonException other) {
            throw damaged("the header is invalid: " + other.getOriginalMessage());
        }
    }

    private JsonNode json() {
        byte[] text = readLine();
        if (text == null) {
            line++;
            throw damaged("the file is truncated: its last line is missing; copy or record it again");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            if (!json.isObject()) {
                throw damaged("the line is not a JSON object");
            }
            return json;
        } catch (JacksonException noJson) {
            throw damaged("the line is not valid JSON: " + noJson.getOriginalMessage());
        }
    }

    /** Null at the end of the file. */
    private byte @Nullable [] readLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            int one = in.read();
            if (one < 0) {
                return null;
            }
            line++;
            for (; one >= 0 && one != '\n'; one = in.read()) {
                if (bytes.size() == MOST_BYTES) {
                    throw damaged("the line is longer than " + MOST_BYTES + " bytes");
                }
                bytes.write(one);
            }
            if (one < 0) {
                throw damaged("the file is truncated within this line; copy or record it again");
            }
            return bytes.toByteArray();
        } catch (EOFException cutOff) {
            line += bytes.size() == 0 ? 1 : 0;
            throw damaged("the file is truncated within this line; copy or record it again");
        } catch (IOException broken) {
            throw damaged("the file could not be decompressed (" + broken.getMessage() + "); copy or record it again");
        }
    }

    private CommandFailedException damaged(String what) {
        return new CommandFailedException(name + ", line " + Math.max(1, line) + ": " + what);
    }
}
