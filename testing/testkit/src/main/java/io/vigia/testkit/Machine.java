package io.vigia.testkit;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What tests ask of the machine that they run on. */
public final class Machine {
    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int ATTEMPTS = 100;

    private Machine() {}

    /** The first of these commands that is on the PATH. */
    public static Optional<Path> command(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nothing listens on now, outside the ranges from which systems take ports for outgoing connections. */
    public static int freePort() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IllegalStateException("No free port found");
    }

    /**
     * Ends a test that wants what the machine has not: a failure in CI, elsewhere a skipped test that says so where it is
     * seen.
     *
     * @param message what is missing, how to get it, and what is not checked without it
     * @return never; for whoever has to throw something
     */
    public static RuntimeException lacks(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        System.err.println("\n*** NOT RUN *** " + message + "\n");
        return Assumptions.abort(message);
    }
}
