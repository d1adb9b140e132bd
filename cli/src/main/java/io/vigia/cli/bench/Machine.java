package io.vigia.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.SpringBootVersion;

/** The description and the memory of this machine. */
final class Machine {
    private Machine() {}

    static String description() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s of memory, heap at most %d MB, load before the start %.1f; %s; JDK %s (%s); Kafka %s, Spring Boot %s.",
                runtime.availableProcessors(),
                field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
                field(Path.of("/proc/meminfo"), "MemTotal").orElse("unknown size"),
                runtime.maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.vendor"),
                AppInfoParser.getVersion(),
                SpringBootVersion.getVersion());
    }

    /** Resident memory of this process in bytes; 0 if unknown. */
    static long residentBytes() {
        return field(Path.of("/proc/self/status"), "VmRSS")
                .map(text -> Long.parseLong(text.replace("kB", "").strip()) << 10)
                .orElse(0L);
    }

    /** Live bytes on the heap, after a collection. */
    static long liveHeapBytes() {
        // Twice: the second collection frees what the first one only queued for cleaning.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Optional<String> field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException absent) {
            return Optional.empty();
        }
    }
}
