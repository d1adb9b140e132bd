package io.vigia.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How fast something went.
 *
 * @param perSecond on the clock; lower where other processes want the cores too
 * @param cpuMicros microseconds of processor time for each, of this whole process: callers, server, broker and collector.
 *     Other processes hardly change it
 */
record Rate(double perSecond, double cpuMicros) {
    /** Times from now on. */
    static Start start() {
        return new Start(System.nanoTime(), cpuNanos());
    }

    /** The same, of things that so many of these are made of. */
    Rate times(int parts) {
        return new Rate(perSecond * parts, cpuMicros / parts);
    }

    /** Where the clocks stood. */
    record Start(long nanos, long cpu) {
        /** Since then, {@code count} were done. */
        Rate rate(long count) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            return new Rate(count / seconds, (cpuNanos() - cpu) / 1e3 / count);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
