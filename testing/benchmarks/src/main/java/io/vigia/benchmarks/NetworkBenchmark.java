package io.vigia.benchmarks;

import io.vigia.detection.model.Network;
import io.vigia.detection.onnx.ModelBundle;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The shipped network, batch by batch. The counter {@code windows} is the time of one window. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NetworkBenchmark {
    /** Windows in one batch. */
    @Param({"1", "8", "16", "32", "64", "128", "256"})
    public int rows;

    private final ModelBundle bundle = ModelBundle.shipped();
    private final Network network = bundle.model().network();
    private float[] windows = {};
    private float[] predictions = {};

    /** Fills the windows with what a scaled series looks like. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        windows = new float[rows * network.window()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = (float) random.nextDouble(-2, 2);
        }
        predictions = new float[rows];
    }

    /** Frees the native session. */
    @TearDown
    public void close() {
        bundle.close();
    }

    /** Predicts one batch. */
    @Benchmark
    public float[] predict(PerWindow per) {
        network.predict(windows, rows, predictions);
        per.windows += rows;
        return predictions;
    }

    /** Counts windows beside batches. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class PerWindow {
        /** Windows predicted. */
        public long windows;
    }
}
