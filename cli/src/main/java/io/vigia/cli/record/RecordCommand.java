package io.vigia.cli.record;

import io.vigia.cli.files.OutputFile;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.contract.ModelChange;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ReadingRecord;
import io.vigia.kafka.KafkaSettings;
import io.vigia.terminal.Count;
import io.vigia.terminal.KafkaOption;
import io.vigia.terminal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigia record --out FILE}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a part of the readings topic into a file that 'vigia replay run FILE' replays: readings, what was said of them,"
                    + " and the models that judged.",
            "The file is gzipped NDJSON; docs/replay.md describes it."
        })
public final class RecordCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafkaOption = new KafkaOption();

    @Mixin
    private SelectionOptions selectionOptions = new SelectionOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File to write, such as monday.vigia.gz")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--force", description = "Replace an existing file")
    private boolean force;

    private long readings;
    private long scores;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private final Set<String> models = new TreeSet<>();

    @Override
    public Integer call() {
        OutputFile.requireFree(out, force);
        KafkaSettings kafka = kafkaOption.settings();
        Selection selection = selectionOptions.selection();
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            Offsets offsets = new Offsets(admin);
            List<Span> spans = selection.spans(offsets, kafka.topics().readings());
            TopicPart part = new TopicPart(kafka, offsets, spans, selection.sensors());
            String first = part.firstModel();
            RecordingHeader header = new RecordingHeader(
                    RecordingHeader.FORMAT,
                    RecordingHeader.VERSION,
                    kafka.topics().prefix(),
                    Clock.systemUTC().millis(),
                    selection.text(),
                    spans,
                    first);
            write(part, header);
        } catch (IOException failed) {
            throw new CommandFailedException(out + " could not be written: " + failed, failed);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Recorded %s, %s and %s in %s%n",
                        Count.of(readings, "reading"),
                        Count.of(scores, "score"),
                        Count.of(models.size(), "model"),
                        out);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void write(TopicPart part, RecordingHeader header) throws IOException {
        try (RecordingWriter writer = new RecordingWriter(out, header)) {
            if (header.firstModel() != null) {
                models.add(header.firstModel());
            }
            writeReadings(part, writer);
            if (readings > 0) {
                writeScores(part, writer);
            }
            writeModels(part, writer);
            writer.finish();
        }
    }

    private void writeReadings(TopicPart part, RecordingWriter writer) throws IOException {
        try (Progress progress = Progress.of("Recording", part.length());
                Feed feed = part.readings(true, () -> progress.add(1))) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                writer.write(new RecordingEntry(RecordingEntry.Kind.READINGS, record));
                ReadingEvent control = ReadingFilter.control(record);
                if (control == null) {
                    readings++;
                    // Without a time of arrival in the record, its score may be anywhere in the topic.
                    boolean stamped = ReadingRecord.isStamped(record.timestamp(), System.currentTimeMillis());
                    firstMs = Math.min(firstMs, stamped ? record.timestamp() : 0);
                    lastMs = Math.max(lastMs, stamped ? record.timestamp() : Long.MAX_VALUE);
                } else if (control instanceof ModelChange change && change.model() != null) {
                    models.add(change.model());
                }
            }
        }
    }

    private void writeScores(TopicPart part, RecordingWriter writer) throws IOException {
        try (Feed feed = part.scores(firstMs).only(record -> record.timestamp() <= lastMs)) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                writer.write(new RecordingEntry(RecordingEntry.Kind.SCORES, record));
                scores++;
            }
        }
    }

    private void writeModels(TopicPart part, RecordingWriter writer) throws IOException {
        for (String model : List.copyOf(models)) {
            byte[] bundle = part.bundle(model);
            if (bundle == null) {
                spec.commandLine()
                        .getErr()
                        .println("vigia: the models topic no longer has the bundle " + model
                                + "; a replay cannot switch to this model");
                models.remove(model);
            } else {
                writer.write(new RecordingEntry(RecordingEntry.Kind.MODELS, model(model, bundle)));
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> model(String id, byte @Nullable [] bundle) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                "models",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                key.length,
                bundle == null ? 0 : bundle.length,
                key,
                bundle,
                new RecordHeaders(),
                Optional.empty());
    }
}
