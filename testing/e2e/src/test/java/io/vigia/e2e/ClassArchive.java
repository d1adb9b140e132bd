package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of {@code vigia.jar} as a JVM has loaded them, recorded once a build by a run of {@code up}, which uses those of all services:
 * a start with it takes a third less of the processor.
 */
final class ClassArchive {
    private static final Path FOLDER = Path.of("target", "e2e");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ClassArchive() {}

    /** Options of a JVM that runs a program of this jar. A JVM that can't use the archive goes without it, and says nothing. */
    static List<String> options(Path jar) {
        return List.of("-XX:SharedArchiveFile=" + Recorded.of(jar), "-Xlog:disable");
    }

    /** Where the archive lies; one run records while others wait. */
    private static final class Recorded {
        private static final Path LOCK = FOLDER.resolve("classes.lock");

        static synchronized Path of(Path jar) {
            try {
                Path archive = FOLDER.resolve(name(jar)).toAbsolutePath();
                if (!Files.exists(archive)) {
                    Files.createDirectories(FOLDER);
                    try (FileChannel channel =
                                    FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                            FileLock lock = channel.lock()) {
                        if (lock.isValid() && !Files.exists(archive)) {
                            forgetFormer();
                            record(jar, archive);
                        }
                    }
                }
                return archive;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** That of one build and one JDK: a JVM refuses an archive of another. */
        private static String name(Path jar) throws IOException {
            return "classes-%x-%s.jsa"
                    .formatted(
                            Files.getLastModifiedTime(jar).toMillis(),
                            Runtime.version().feature());
        }

        /** A hundred megabytes each. */
        private static void forgetFormer() throws IOException {
            try (DirectoryStream<Path> archives = Files.newDirectoryStream(FOLDER, "classes-*.jsa")) {
                for (Path archive : archives) {
                    Files.delete(archive);
                }
            }
        }

        private static void record(Path jar, Path archive) throws IOException {
            Path folder = Files.createTempDirectory(FOLDER, "recording");
            Path recorded = folder.resolve("classes.jsa").toAbsolutePath();
            Path log = folder.resolve("log");
            List<String> command = new ArrayList<>(ServiceProcess.JAVA);
            command.addAll(List.of("-XX:ArchiveClassesAtExit=" + recorded, "-jar", jar.toString(), "up"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "VIGIA_KAFKA_PORT", "0"));
            builder.environment().put("VIGIA_DATA", folder.resolve("data").toString());
            Process up = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                await("the start that is recorded")
                        .atMost(PATIENCE)
                        .until(() -> !up.isAlive() || Files.readString(log).contains("is ready: http"));
                up.destroy();
                await("the recording").atMost(PATIENCE).until(() -> !up.isAlive());
            } finally {
                up.destroyForcibly();
            }
            if (!Files.exists(recorded)) {
                // What is tested is the same without it.
                System.err.println("Starts take longer: no classes were recorded, see " + log);
                Files.createFile(recorded);
            }
            Files.move(recorded, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
