package io.vigia.cli.demo;

import io.vigia.cli.api.ApiReading;
import io.vigia.cli.api.ReadingsApi;
import io.vigia.cli.api.StoredReading;
import io.vigia.cli.api.VerdictsApi;
import io.vigia.terminal.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends the plant's day to a running Vigía and compares its verdicts with the faults that were put in. */
final class Demo {
    private static final long MINUTE_MS = 60_000;
    private static final int MINUTES = 1_440;
    private static final int BATCH_MINUTES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReadingsApi readings;
    private final VerdictsApi verdicts;
    private final PrintStream out;

    Demo(ReadingsApi readings, VerdictsApi verdicts, PrintStream out) {
        this.readings = readings;
        this.verdicts = verdicts;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param now the end of the day that is sent, in epoch milliseconds
     * @throws io.vigia.cli.api.ApiException if Vigía does not take the readings
     */
    void run(List<DemoSensor> plant, long now) {
        long start = (now / MINUTE_MS - MINUTES + 1) * MINUTE_MS;
        out.printf(
                "One day of %d sensors, with one value per minute each and %d faults:%n",
                plant.size(),
                plant.stream().filter(sensor -> sensor.fault().isPresent()).count());
        send(plant, start);
        Map<DemoSensor, Finding> findings = new LinkedHashMap<>();
        plant.forEach(sensor -> findings.put(sensor, finding(sensor, start)));
        new DemoReport(out).print(findings, start);
    }

    private void send(List<DemoSensor> plant, long start) {
        try (Progress progress = Progress.of("Sending", (long) plant.size() * MINUTES)) {
            for (int minute = 0; minute < MINUTES; minute += BATCH_MINUTES) {
                List<ApiReading> batch = batch(plant, start, minute);
                readings.send(batch);
                progress.add(batch.size());
            }
        }
    }

    private static List<ApiReading> batch(List<DemoSensor> plant, long start, int from) {
        List<ApiReading> batch = new ArrayList<>();
        for (int minute = from; minute < from + BATCH_MINUTES; minute++) {
            for (DemoSensor sensor : plant) {
                batch.add(new ApiReading(sensor.id(), start + minute * MINUTE_MS, sensor.values()[minute]));
            }
        }
        return batch;
    }

    private Finding finding(DemoSensor sensor, long start) {
        long last = start + (MINUTES - 1) * MINUTE_MS;
        if (!verdicts.awaitStored(sensor.id(), last, PATIENCE)) {
            out.printf("The newest verdicts of %s were not available after %d s.%n", sensor.id(), PATIENCE.toSeconds());
        }
        List<StoredReading> stored = new ArrayList<>();
        verdicts.each(sensor.id(), start, last, stored::add);
        return Finding.of(sensor, stored, start);
    }
}
