package io.vigia.testkit;

import io.vigia.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The broker that all test classes of a JVM use. */
final class SharedBroker {
    static final KafkaBroker INSTANCE = start();

    private SharedBroker() {}

    private static KafkaBroker start() {
        try {
            Path folder = Files.createTempDirectory("vigia-kafka");
            EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, SharedBroker::patient);
            KafkaBroker conveniences = KafkaBroker.over(broker);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(conveniences, broker, folder), "shared-broker-stop"));
            return conveniences;
        } catch (IOException noTemporaryFolder) {
            throw new UncheckedIOException(noTemporaryFolder);
        }
    }

    /** Kafka's settings with a session of minutes: on a busy machine heartbeats are late, and a broker without one leads nothing. */
    static Map<String, String> patient(Map<String, String> settings) {
        settings.put("broker.session.timeout.ms", "180000");
        return settings;
    }

    private static void stop(KafkaBroker conveniences, EmbeddedBroker broker, Path folder) {
        conveniences.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.err.println("The test broker's " + folder + " is left behind: " + left);
        }
    }
}
