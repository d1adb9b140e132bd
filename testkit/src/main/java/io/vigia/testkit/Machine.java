package io.vigia.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What tests ask of the machine that they run on. */
public final class Machine {
    private Machine() {}

    /** The first of these commands that is on the PATH. */
    public static Optional<Path> command(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nothing listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
