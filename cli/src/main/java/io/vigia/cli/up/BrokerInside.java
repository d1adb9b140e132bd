package io.vigia.cli.up;

import io.vigia.broker.BrokerStartException;
import io.vigia.broker.EmbeddedBroker;
import io.vigia.runtime.settings.StartRefusedException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.SmartLifecycle;

/**
 * The broker of this process. It starts while the services' context is made, since after {@code kill -9} most of its start is
 * waiting: for its former session, and for the disk. The context waits for it before anything in it needs Kafka.
 */
final class BrokerInside implements SmartLifecycle {
    private final Path folder;
    private final int port;
    private final CompletableFuture<EmbeddedBroker> broker = new CompletableFuture<>();
    private final Thread starter = new Thread(this::run, "kafka-start");
    private boolean awaited;

    /**
     * @param port where clients connect; 0 for any that is free now
     * @throws StartRefusedException if the port is in use
     */
    BrokerInside(Path folder, int port) {
        this.folder = folder;
        try {
            this.port = EmbeddedBroker.freePort(port);
        } catch (BrokerStartException refused) {
            throw refusal(refused);
        }
    }

    /** {@code localhost:port}, for clients. */
    String bootstrapServers() {
        return EmbeddedBroker.bootstrapServers(port);
    }

    /** Begins to start it; logging must be configured. */
    void begin() {
        starter.start();
    }

    private void run() {
        try {
            broker.complete(EmbeddedBroker.start(folder, port));
        } catch (RuntimeException | Error failed) {
            broker.completeExceptionally(failed);
        }
    }

    /**
     * Waits until it serves clients.
     *
     * @throws StartRefusedException if it can't be started
     */
    @Override
    public void start() {
        try {
            broker.join();
            awaited = true;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof BrokerStartException refused ? refusal(refused) : failed;
        }
    }

    private static StartRefusedException refusal(BrokerStartException refused) {
        return new StartRefusedException(String.valueOf(refused.getMessage()), refused);
    }

    /** Nothing: it outlives all that needs it, and {@link #end} stops it. */
    @Override
    public void stop() {
        awaited = false;
    }

    @Override
    public boolean isRunning() {
        return awaited;
    }

    /** Before the gate that opens when Kafka is there. */
    @Override
    public int getPhase() {
        return -1;
    }

    /** Stops it, if it was begun, and returns when it has stopped. */
    void end() {
        if (starter.getState() != Thread.State.NEW) {
            broker.thenAccept(EmbeddedBroker::close)
                    .exceptionally(failed -> null)
                    .join();
        }
    }
}
