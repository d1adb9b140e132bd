package io.vigia.testkit;

import io.vigia.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real broker in a process of its own, which can be made to stand still; it ends with this JVM at the latest. */
public final class BrokerProcess implements AutoCloseable {
    private static final String ADDRESS = "address";
    private static final String LOG = "broker.log";

    private final Path folder;
    private final Process process;
    private final KafkaBroker broker;

    private BrokerProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.broker = KafkaBroker.at(awaitAddress());
    }

    /** Starts it, and returns when it serves clients. */
    public static BrokerProcess start() {
        QuickRun.leavesOut("a broker");
        Path folder = TemporaryFolders.create("vigia-broker-");
        try {
            return new BrokerProcess(folder, launch(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The conveniences of every broker of tests; closed with the process. */
    public KafkaBroker broker() {
        return broker;
    }

    /** It stands still: connections stay open and new ones are accepted, but nothing is answered. */
    public void pause() {
        Signal.STOP.to(process);
    }

    /** It goes on where it stood, with all that was sent to it meanwhile. */
    public void resume() {
        Signal.CONT.to(process);
    }

    @Override
    public void close() {
        broker.close();
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        TemporaryFolders.delete(folder);
    }

    /** The other process: writes down where it listens, then serves until its input ends, as it does when its parent dies. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, SharedBroker::patient);
        Path written = Files.writeString(folder.resolve("written"), broker.bootstrapServers());
        Files.move(written, folder.resolve(ADDRESS));
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }

    /** The class path is too long for a command line. */
    private static Process launch(Path folder) throws IOException {
        Path arguments = Files.writeString(
                folder.resolve("java.args"),
                "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "@" + arguments,
                        BrokerProcess.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile())
                .start();
    }

    private String awaitAddress() {
        Path address = folder.resolve(ADDRESS);
        Awaitility.await("the broker's address").atMost(KafkaBroker.PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the broker ended at its start:\n" + Files.readString(folder.resolve(LOG)));
            }
            return Files.exists(address);
        });
        try {
            return Files.readString(address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
