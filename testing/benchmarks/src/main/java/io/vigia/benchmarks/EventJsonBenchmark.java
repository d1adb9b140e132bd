package io.vigia.benchmarks;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.ScoreEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events to bytes and back; {@code -prof gc} adds what each allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventJsonBenchmark {
    private final byte[] reading = EventJson.write((ReadingEvent) Samples.READING);
    private final byte[] score = EventJson.write((ScoreEvent) Samples.SCORE);
    private final byte[] verdict = EventJson.write((DetectionEvent) Samples.VERDICT);

    /** What ingest-api does for each reading. */
    @Benchmark
    public byte[] writeReading() {
        return EventJson.write((ReadingEvent) Samples.READING);
    }

    /** What the detector does for each reading. */
    @Benchmark
    public ReadingEvent readReading() {
        return EventJson.readReading(reading);
    }

    /** What the detector does for each score. */
    @Benchmark
    public byte[] writeScore() {
        return EventJson.write((ScoreEvent) Samples.SCORE);
    }

    /** What the sink does for each score. */
    @Benchmark
    public ScoreEvent readScore() {
        return EventJson.readScore(score);
    }

    /** What the detector does for each reading that somebody waits for, and for each anomaly. */
    @Benchmark
    public byte[] writeVerdict() {
        return EventJson.write((DetectionEvent) Samples.VERDICT);
    }

    /** What ingest-api does for each verdict that somebody waits for. */
    @Benchmark
    public DetectionEvent readVerdict() {
        return EventJson.readDetection(verdict);
    }
}
