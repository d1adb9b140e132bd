package io.vigia.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * A rate.
 *
 * @param perSecond by the clock; lower if other processes use the cores
 * @param cpuMicros microseconds of CPU per item, of this whole process: callers, server, broker and garbage collector. Other
 *     processes hardly change it
 */
record Rate(double perSecond, double cpuMicros) {
    /** Starts measuring. */
    static Start start() {
        return new Start(System.nanoTime(), cpuNanos());
    }

    /** The rate of larger items that consist of this many. */
    Rate times(int parts) {
        return new Rate(perSecond * parts, cpuMicros / parts);
    }

    /** The start of a measurement. */
    record Start(long nanos, long cpu) {
        /** The rate of {@code count} items since the start. */
        Rate rate(long count) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            return new Rate(count / seconds, (cpuNanos() - cpu) / 1e3 / count);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
