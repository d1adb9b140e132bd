package io.vigia.cli.bench;

import java.util.List;

/** One part of the benchmark. */
interface Scenario {
    /** What {@code --only} calls it. */
    String name();

    /** Runs it whole and gives its lines of the table. */
    List<Comparison> run(BenchEnvironment workshop, BenchPlan plan);
}
