package io.vigia.cli.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Runs a load until the just-in-time compiler has done most of its work: a service and a broker are so much code that
 * compiling it takes a core for a minute, which no measurement of a server that runs for weeks should count.
 *
 * @param round the length of one part of the load; between two parts the compiler is looked at
 * @param most parts, whatever the compiler does
 */
record WarmUp(Duration round, int most) {
    /** Of a core's time, what the compiler may still take. */
    private static final double COMPILING = 0.1;

    /** Runs as many rounds as it takes. */
    void run(Consumer<Duration> load) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        double share = 1;
        for (int i = 0; i < most && share > COMPILING; i++) {
            long start = System.nanoTime();
            long before = compiler.getTotalCompilationTime();
            load.accept(round);
            share = (compiler.getTotalCompilationTime() - before) * 1e6 / (System.nanoTime() - start);
        }
    }
}
