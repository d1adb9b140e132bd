package io.vigia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Telegraf, as {@code testing/testkit/fetch-telegraf.sh} builds it, which passes on what it is given in line protocol. */
public final class Telegraf implements AutoCloseable {
    private static final String HOME_VARIABLE = "VIGIA_TEST_TELEGRAF_HOME";

    private final Process process;
    private final Path log;
    private final int port;

    private Telegraf(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it; without it the test fails in CI and is left out elsewhere, loudly.
     *
     * @param folder for its configuration and log
     * @param configuration of its agent and outputs; where it gets its metrics from is added
     * @param unchecked what is not tried without it
     */
    public static Telegraf start(Path folder, String configuration, String unchecked) {
        Path program = CachedTools.home(HOME_VARIABLE, "telegraf").resolve("telegraf");
        if (!Files.isExecutable(program)) {
            throw Machine.lacks("neither " + HOME_VARIABLE + " nor ~/.cache/vigia/telegraf has the Telegraf that"
                    + " testing/testkit/fetch-telegraf.sh builds. Run it. NOT CHECKED: " + unchecked);
        }
        int port = Machine.freePort();
        try {
            Path file = Files.writeString(
                    folder.resolve("telegraf.conf"),
                    configuration + "\n[[inputs.socket_listener]]\n  service_address = \"tcp://127.0.0.1:" + port
                            + "\"\n  data_format = \"influx\"\n");
            Path log = folder.resolve("telegraf.log");
            Process process = new ProcessBuilder(program.toString(), "--config", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Telegraf telegraf = new Telegraf(process, log, port);
            telegraf.awaitListening();
            return telegraf;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Gives it metrics in line protocol. */
    public void give(String lines) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What it has written of its work. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening() {
        Awaitility.await("Telegraf listens").atMost(KafkaBroker.PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("Telegraf ended at its start:\n" + log());
            }
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }
}
