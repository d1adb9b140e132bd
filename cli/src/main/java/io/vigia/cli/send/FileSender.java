package io.vigia.cli.send;

import io.vigia.cli.api.ApiReading;
import io.vigia.cli.api.ReadingsApi;
import io.vigia.cli.api.SendResult;
import io.vigia.csv.BadLineException;
import io.vigia.csv.FileReading;
import io.vigia.csv.ReadingsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Sends a file's readings in their order, in batches, at a pace. */
final class FileSender {
    private static final int REFUSALS_SHOWN = 10;

    private final ReadingsApi api;
    private final Pace pace;
    private final IntConsumer progress;
    private final List<FileReading> batch = new ArrayList<>();
    private final Map<String, SensorSpan> sent = new TreeMap<>();
    private final List<String> firstRefusals = new ArrayList<>();
    private long refused;

    /** @param progress told how many more readings were answered */
    FileSender(ReadingsApi api, Pace pace, IntConsumer progress) {
        this.api = api;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Sends all of it; lines that are no readings are passed over.
     *
     * @throws BadLineException if the file can't be read on
     * @throws io.vigia.cli.api.ApiException if the server does not take it
     */
    void send(ReadingsFile file) throws IOException, BadLineException {
        FileReading reading = nextGood(file);
        while (reading != null) {
            // What is due goes before anything waits.
            if (batch.size() == ReadingsApi.BATCH || pace.early(reading.ts())) {
                flush();
                pace.await(reading.ts());
            }
            batch.add(reading);
            reading = nextGood(file);
        }
        flush();
    }

    /** What was accepted, by sensor. */
    Map<String, SensorSpan> sent() {
        return sent;
    }

    /** Readings that the server refused. */
    long refused() {
        return refused;
    }

    /** The first of them, with line and reason. */
    List<String> firstRefusals() {
        return firstRefusals;
    }

    private static @Nullable FileReading nextGood(ReadingsFile file) throws IOException, BadLineException {
        while (true) {
            try {
                return file.next();
            } catch (BadLineException bad) {
                if (bad.wholeFile()) {
                    throw bad;
                }
            }
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        SendResult result = api.send(batch.stream()
                .map(reading -> new ApiReading(reading.sensor(), reading.ts(), reading.value()))
                .toList());
        Set<Integer> left = new HashSet<>();
        for (SendResult.Refused one : result.refused()) {
            left.add(one.index());
            note(batch.get(one.index()), one.why());
        }
        for (int i = 0; i < batch.size(); i++) {
            if (!left.contains(i)) {
                FileReading reading = batch.get(i);
                sent.merge(reading.sensor(), SensorSpan.of(reading.ts()), SensorSpan::and);
            }
        }
        progress.accept(batch.size());
        batch.clear();
    }

    private void note(FileReading reading, String why) {
        refused++;
        if (firstRefusals.size() < REFUSALS_SHOWN) {
            firstRefusals.add("line " + reading.line() + ": " + why);
        }
    }
}
