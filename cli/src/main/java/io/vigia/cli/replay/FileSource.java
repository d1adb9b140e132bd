package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.record.ReadingFilter;
import io.vigia.cli.record.Recording;
import io.vigia.cli.record.RecordingEntry;
import io.vigia.cli.record.RecordingHeader;
import io.vigia.cli.record.Span;
import io.vigia.contract.SensorPattern;
import io.vigia.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A recording. The whole file is checked before any of it is replayed. */
final class FileSource implements Source {
    private final Path file;
    private final String name;
    private final RecordingHeader header;
    private final List<SensorPattern> sensors;
    private final Map<String, byte[]> models = new TreeMap<>();
    private long readings;

    /**
     * @param sensors empty: all
     * @throws CommandFailedException if the file is not a complete recording; the message names the line
     */
    FileSource(Path file, List<SensorPattern> sensors) {
        this.file = file;
        this.sensors = sensors;
        try (Recording recording = Recording.open(file)) {
            header = recording.header();
            for (RecordingEntry one = recording.next(); one != null; one = recording.next()) {
                take(one);
            }
        }
        this.name = "recording " + file.getFileName() + " (CRC-32 " + checksum(file) + ")";
    }

    private void take(RecordingEntry one) {
        if (one.kind() == RecordingEntry.Kind.READINGS) {
            readings++;
        } else if (one.kind() == RecordingEntry.Kind.MODELS
                && one.record().key() != null
                && one.record().value() != null) {
            models.put(
                    new String(one.record().key(), StandardCharsets.UTF_8),
                    one.record().value());
        }
    }

    private static String checksum(Path file) {
        CRC32 checksum = new CRC32();
        try (var in = Files.newInputStream(file)) {
            byte[] part = new byte[1 << 16];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                checksum.update(part, 0, count);
            }
        } catch (IOException unreadable) {
            throw new CommandFailedException(file + " could not be read: " + unreadable, unreadable);
        }
        return Long.toHexString(checksum.getValue());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Span> spans() {
        return header.spans();
    }

    @Override
    public long length() {
        return readings;
    }

    @Override
    public Feed readings(boolean changes, Runnable passed) {
        ReadingFilter filter = new ReadingFilter(header.spans(), sensors, changes);
        return new FileFeed(RecordingEntry.Kind.READINGS).only(record -> {
            passed.run();
            return filter.takes(record);
        });
    }

    @Override
    public Feed scores(long fromMs) {
        ReadingFilter filter = new ReadingFilter(List.of(), sensors, false);
        return new FileFeed(RecordingEntry.Kind.SCORES)
                .only(record -> record.timestamp() >= fromMs && filter.takes(record.key()));
    }

    @Override
    public @Nullable String firstModel() {
        return header.firstModel();
    }

    @Override
    public byte @Nullable [] bundle(String model) {
        return models.get(model);
    }

    @Override
    public Map<String, byte[]> bundlesToCopy() {
        return models;
    }

    @Override
    public KafkaSettings bundles(KafkaSettings isolated) {
        return isolated;
    }

    @Override
    public void close() {
        // The caller closes the feeds.
    }

    private final class FileFeed implements Feed {
        private final RecordingEntry.Kind kind;
        private final Recording recording = Recording.open(file);

        FileFeed(RecordingEntry.Kind kind) {
            this.kind = kind;
        }

        @Override
        public @Nullable ConsumerRecord<byte[], byte[]> next() {
            RecordingEntry one = recording.next();
            while (one != null && one.kind() != kind) {
                one = recording.next();
            }
            return one == null ? null : one.record();
        }

        @Override
        public void close() {
            recording.close();
        }
    }
}
