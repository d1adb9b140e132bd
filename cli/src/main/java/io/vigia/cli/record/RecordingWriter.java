package io.vigia.cli.record;

import io.vigia.runtime.answer.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a recording: a header, a line for each record, and a last line with their number. The file gets its name only
 * when it is complete.
 */
public final class RecordingWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path unfinished;
    private final OutputStream out;
    private long records;

    public RecordingWriter(Path file, RecordingHeader header) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
        this.out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(unfinished), BUFFER), BUFFER);
        line(header);
    }

    /** Adds a record. */
    public void write(RecordingEntry recorded) throws IOException {
        line(recorded.json());
        records++;
    }

    /** Writes the last line and gives the file its name. */
    public void finish() throws IOException {
        line(Map.of("end", records));
        out.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void line(Object json) throws IOException {
        out.write(Json.bytes(json));
        out.write('\n');
    }

    /** Deletes an unfinished file. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}
