package io.vigia.cli.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final RecordingHeader HEADER = new RecordingHeader(
            RecordingHeader.FORMAT,
            RecordingHeader.VERSION,
            "vigia",
            1,
            Selection.Text.ALL,
            List.of(new Span(0, 0, 2, 9)),
            "m@1");

    @TempDir
    Path folder;

    @Test
    void comes_back_as_it_was_with_nulls_and_headers() throws IOException {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", new byte[] {1, -1}).add("a", null);
        List<RecordingEntry> written = List.of(
                recorded(3, "key", new byte[] {0, 10, 13, -128}, headers),
                recorded(4, null, null, new RecordHeaders()));
        Path file = write(written);
        try (Recording recording = Recording.open(file)) {
            assertThat(recording.header()).isEqualTo(HEADER);
            for (RecordingEntry one : written) {
                RecordingEntry read = recording.next();
                assertThat(read).isNotNull();
                assertThat(read.json()).isEqualTo(one.json());
                assertThat(read.record().headers().toArray())
                        .isEqualTo(one.record().headers().toArray());
            }
            assertThat(recording.next()).isNull();
        }
        assertThat(folder.resolve("r.gz.part")).doesNotExist();
    }

    @Test
    void that_was_not_finished_has_no_name() throws IOException {
        Path file = folder.resolve("r.gz");
        try (RecordingWriter writer = new RecordingWriter(file, HEADER)) {
            writer.write(recorded(1, "k", new byte[] {1}, new RecordHeaders()));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void that_was_cut_off_is_refused_with_the_line() throws IOException {
        byte[] whole = unzipped(write(List.of(
                recorded(1, "k", new byte[] {1}, new RecordHeaders()),
                recorded(2, "k", new byte[] {2}, new RecordHeaders()))));
        int second = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        assertThatThrownBy(() -> readAll(zipped(Arrays.copyOf(whole, second))))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("it, line 2: the file is truncated: its last line is missing; copy or record it again");
        assertThatThrownBy(() -> readAll(zipped(Arrays.copyOf(whole, second + 5))))
                .hasMessageStartingWith("it, line 2: the file is truncated within this line");
        byte[] zipped = Files.readAllBytes(folder.resolve("r.gz"));
        for (int length = 0; length < zipped.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> readAll(Arrays.copyOf(zipped, cut))).isInstanceOf(CommandFailedException.class);
        }
        assertThat(readAll(zipped)).hasSize(2);
    }

    @Test
    void of_another_version_or_another_kind_is_refused() throws IOException {
        String header = new String(unzipped(write(List.of())), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> readAll(zipped(header.replace("\"version\":1", "\"version\":2"))))
                .hasMessage("it, line 1: the recording has version 2; must be 1 for this Vigía");
        assertThatThrownBy(() -> readAll(zipped("{}\n"))).hasMessageContaining("not the header of a recording");
        assertThatThrownBy(() -> readAll("timestamp,value\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("it is not a recording: it is not gzip");
        assertThatThrownBy(() -> readAll(zipped(header.replace("{\"end\":0}", "{\"end\":1}"))))
                .hasMessage("it, line 2: the last line announces 1 records, but the file has 0");
    }

    @Property(tries = 300)
    void arbitrary_bytes_are_refused_and_nothing_else_is_thrown(Draw draw) throws IOException {
        byte[] bytes = draw.bytes();
        String line = draw.text();
        assertThatThrownBy(() -> readAll(bytes)).isInstanceOf(CommandFailedException.class);
        assertThatThrownBy(() -> readAll(zipped(bytes))).isInstanceOf(CommandFailedException.class);
        String header = "{\"format\":\"vigia-recording\",\"version\":1,\"prefix\":\"v\",\"created\":1,\"selection\":"
                + "{\"from\":null,\"to\":null,\"lead\":null,\"sensors\":[]},\"spans\":[],\"firstModel\":null}\n";
        assertThatThrownBy(() -> readAll(zipped(header + line + "\n"))).isInstanceOf(CommandFailedException.class);
        assertThatThrownBy(() -> readAll(zipped(header + "{\"topic\":\"readings\",\"key\":\"" + line + "\"}\n")))
                .isInstanceOf(CommandFailedException.class);
    }

    private Path write(List<RecordingEntry> records) throws IOException {
        Path file = folder.resolve("r.gz");
        try (RecordingWriter writer = new RecordingWriter(file, HEADER)) {
            for (RecordingEntry one : records) {
                writer.write(one);
            }
            writer.finish();
        }
        return file;
    }

    private static RecordingEntry recorded(
            long offset, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        return new RecordingEntry(
                RecordingEntry.Kind.READINGS,
                new ConsumerRecord<>(
                        "readings",
                        7,
                        offset,
                        1_700_000_000_000L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value,
                        headers,
                        Optional.empty()));
    }

    private static List<RecordingEntry> readAll(byte[] bytes) throws IOException {
        List<RecordingEntry> all = new ArrayList<>();
        try (Recording recording = Recording.open("it", new ByteArrayInputStream(bytes))) {
            for (RecordingEntry one = recording.next(); one != null; one = recording.next()) {
                all.add(one);
            }
        }
        return all;
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] zipped(String text) throws IOException {
        return zipped(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
