package io.vigia.cli.bench;

import java.util.List;

/** One part of the benchmark. */
interface Scenario {
    /** Its name in {@code --only}. */
    String name();

    /** Runs it and returns its lines of the table. */
    List<Comparison> run(BenchEnvironment workshop, BenchPlan plan);
}
