package io.vigia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksRunTest {
    @Test
    void each_benchmark_runs_to_its_end() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io.vigia.benchmarks")
                        .param("rows", "1", "256")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark())
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "predict",
                        "judgeWarm",
                        "judgeFirst500",
                        "encodeState",
                        "decodeState",
                        "settingsOfSensor",
                        "writeReading",
                        "readReading",
                        "writeScore",
                        "readScore",
                        "writeVerdict",
                        "readVerdict");
    }
}
