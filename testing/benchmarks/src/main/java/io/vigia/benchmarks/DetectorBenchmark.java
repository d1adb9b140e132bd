package io.vigia.benchmarks;

import io.vigia.detection.Detector;
import io.vigia.detection.state.History;
import io.vigia.detection.state.SensorState;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Window, scaling and rule, with a network that costs nothing; and the state's way to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls warmUp before anything else.
public class DetectorBenchmark {
    private static final int BATCH = 128;
    private static final int SENSORS = 1_024;
    /** The shipped rule's last calibration. */
    private static final int WARM_UP = 500;

    /** The shipped rule, and the one that it came after. */
    @Param({"adaptive-2", "adaptive"})
    private String rule = "";

    private Detector detector;
    private final SensorState[] sensors = new SensorState[SENSORS];
    private final double[] values = new double[4_096];
    private byte[] encoded = {};
    private int next;
    private long ts;

    /** Brings all sensors past their last calibration. */
    @Setup
    public void warmUp() {
        detector = new Detector(Samples.constantModel(rule), BATCH);
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(values, i -> 70 + 4 * Math.sin(i / 24.0) + random.nextDouble());
        Blackhole none = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        for (int sensor = 0; sensor < SENSORS; sensor++) {
            sensors[sensor] = detector.newState();
            readFirst(sensors[sensor], none);
        }
        encoded = detector.encode(sensors[0]);
    }

    /** One reading of a warm sensor, in a batch of 128 sensors. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void judgeWarm(Blackhole out) {
        for (int i = 0; i < BATCH; i++) {
            detector.add(sensors[next++ % SENSORS], Past.NONE, ts++, true, values[(int) (ts % values.length)]);
        }
        detector.drain((index, judgement) -> out.consume(judgement));
    }

    /** One of the first 500 readings of a sensor, both calibrations among them. */
    @Benchmark
    @OperationsPerInvocation(WARM_UP)
    public void judgeFirst500(Blackhole out) {
        readFirst(detector.newState(), out);
    }

    /** A warm sensor's state as bytes. */
    @Benchmark
    public byte[] encodeState() {
        return detector.encode(sensors[next++ % SENSORS]);
    }

    /** The state of a warm sensor out of its bytes. */
    @Benchmark
    public SensorState decodeState() {
        return detector.decode(encoded, Past.NONE);
    }

    private void readFirst(SensorState state, Blackhole out) {
        Past past = new Past(new double[WARM_UP]);
        for (int i = 0; i < WARM_UP; i++) {
            detector.add(state, past, ts++, true, values[i]);
            if (detector.size() == BATCH) {
                detector.drain((index, judgement) -> out.consume(judgement));
            }
        }
        detector.drain((index, judgement) -> out.consume(judgement));
    }

    private record Past(double[] values) implements History {
        static final Past NONE = new Past(new double[0]);

        @Override
        public void append(int index, double value) {
            values[index] = value;
        }

        @Override
        public double[] first(int count) {
            return Arrays.copyOf(values, count);
        }

        @Override
        public void clear(int count) {
            Arrays.fill(values, 0, count, 0);
        }
    }
}
