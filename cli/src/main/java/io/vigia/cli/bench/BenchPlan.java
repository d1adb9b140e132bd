package io.vigia.cli.bench;

import java.time.Duration;

/**
 * How much is run.
 *
 * @param runs of each measurement; the table shows their median
 * @param warmUp of each call before it is measured
 * @param load of each HTTP measurement
 * @param sensors that readings are spread over in the scoring runs
 * @param readings of warm sensors in one scoring run
 * @param manySensors whose memory is measured
 */
record BenchPlan(int runs, WarmUp warmUp, Duration load, int sensors, int readings, int manySensors) {
    /** About a quarter of an hour. */
    static BenchPlan full(int runs) {
        return new BenchPlan(
                runs, new WarmUp(Duration.ofSeconds(5), 20), Duration.ofSeconds(5), 1_000, 500_000, 100_000);
    }

    /** About a minute for one run; its numbers are those of a JVM that has hardly warmed up. */
    static BenchPlan quick(int runs) {
        return new BenchPlan(
                runs, new WarmUp(Duration.ofSeconds(1), 1), Duration.ofMillis(1_500), 200, 100_000, 20_000);
    }
}
