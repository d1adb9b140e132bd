package io.vigia.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that starts a broker, has one record acknowledged, and ends as after {@code kill -9}. */
final class KilledBroker {
    static final int HALTED = 99;

    private KilledBroker() {}

    static Process launch(Path data, Path portFile) throws IOException {
        Path arguments = Files.writeString(
                Files.createTempFile(portFile.getParent(), "java", ".args"),
                "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"",
                StandardCharsets.UTF_8);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java, "@" + arguments, KilledBroker.class.getName(), data.toString(), portFile.toString()))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        EmbeddedBrokerTest.createTopic(broker);
        EmbeddedBrokerTest.send(broker, "acknowledged");
        Files.writeString(Path.of(arguments[1]), Integer.toString(broker.port()));
        // No hook runs and nothing is flushed or closed.
        Runtime.getRuntime().halt(HALTED);
    }
}
