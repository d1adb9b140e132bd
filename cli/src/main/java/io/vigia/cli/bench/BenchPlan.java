package io.vigia.cli.bench;

import java.time.Duration;

/**
 * The size of a benchmark.
 *
 * @param runs of each measurement; the table shows their median
 * @param warmUp of each call before it is measured
 * @param load of each HTTP measurement
 * @param sensors number of sensors in the scoring runs
 * @param readings number of readings of warm sensors in a scoring run
 * @param manySensors number of sensors whose memory is measured
 */
record BenchPlan(int runs, WarmUp warmUp, Duration load, int sensors, int readings, int manySensors) {
    /** About a quarter of an hour. */
    static BenchPlan full(int runs) {
        return new BenchPlan(
                runs, new WarmUp(Duration.ofSeconds(5), 20), Duration.ofSeconds(5), 1_000, 500_000, 100_000);
    }

    /** About a minute for one run; the JVM has hardly warmed up. */
    static BenchPlan quick(int runs) {
        return new BenchPlan(
                runs, new WarmUp(Duration.ofSeconds(1), 1), Duration.ofMillis(1_500), 200, 100_000, 20_000);
    }
}
