package io.vigia.benchmarks;

import io.vigia.contract.EffectiveSettings;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsIndex;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What 1,000 patterns with settings cost for each of 100,000 sensors, whose ids all match one of them and {@code *}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SettingsBenchmark {
    private static final int PATTERNS = 1_000;
    private static final int SENSORS = 100_000;

    private final SettingsIndex index = new SettingsIndex();
    private final String[] sensors = new String[SENSORS];
    private int next;

    /** Sets a field of each pattern. */
    @Setup
    public void set() {
        index.put(new SensorPattern("*"), SensorSettings.of(Map.of("unit", "bar")));
        for (int i = 1; i < PATTERNS; i++) {
            index.put(new SensorPattern("line-" + i + "-*"), SensorSettings.of(Map.of("sensitivity", 1 + i / 1e3)));
        }
        for (int i = 0; i < SENSORS; i++) {
            sensors[i] = "line-" + (1 + i % (PATTERNS - 1)) + "-sensor-" + i;
        }
    }

    /** The first reading of a sensor after a change of any settings; later ones find the answer in a hash map. */
    @Benchmark
    public EffectiveSettings settingsOfSensor() {
        return index.of(sensors[next++ % SENSORS]);
    }
}
