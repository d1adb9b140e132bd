package io.vigia.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and KRaft controller in this process, listening on loopback only.
 *
 * <p>Its folder is formatted at the first start; later starts continue with its data, also after a {@code kill -9}. Only one
 * process at a time can use a folder.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KafkaRaftServer server;
    private final int port;
    private final FolderLock lock;

    private EmbeddedBroker(KafkaRaftServer server, int port, FolderLock lock) {
        this.server = server;
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts a broker and returns when it serves clients, usually after 2 to 5 s.
     *
     * @param folder where the log is kept; created if missing
     * @param port where clients connect, on {@code localhost}; 0 for a free one
     * @throws BrokerStartException if the port is in use or the folder can't be used
     * @throws FolderInUseException if another broker has the folder open
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, UnaryOperator.identity());
    }

    /**
     * Starts a broker that differs in its settings, such as one that asks its clients who they are.
     *
     * @param change is given Kafka's settings by their names, and answers those to start with
     */
    public static EmbeddedBroker start(Path folder, int port, UnaryOperator<Map<String, String>> change) {
        int clientPort = claim(port);
        Path absolute = folder.toAbsolutePath().normalize();
        FolderLock lock = take(absolute);
        try {
            return start(absolute, clientPort, claim(0), lock, change);
        } catch (BrokerStartException failed) {
            release(lock);
            throw failed;
        }
    }

    /**
     * A port for {@link #start} that is free now.
     *
     * @param wanted 0 for any
     * @throws BrokerStartException if {@code wanted} is in use
     */
    public static int freePort(int wanted) {
        return claim(wanted);
    }

    /** {@code localhost:port}, for clients of the broker that is started with this port. */
    public static String bootstrapServers(int port) {
        return LoopbackPort.HOST + ":" + port;
    }

    /** {@code localhost:port}, for clients. */
    public String bootstrapServers() {
        return bootstrapServers(port);
    }

    /** The port where clients connect. */
    public int port() {
        return port;
    }

    /** Flushes, closes the log cleanly and returns when all of it is done; a second call does nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        release(lock);
    }

    private static EmbeddedBroker start(
            Path folder, int port, int controllerPort, FolderLock lock, UnaryOperator<Map<String, String>> change) {
        KafkaRaftServer server = null;
        try {
            format(folder);
            server = new KafkaRaftServer(
                    config(change.apply(SingleNode.settings(folder, port, controllerPort))), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, port, lock);
        } catch (Exception failed) {
            if (server != null) {
                server.shutdown();
            }
            throw BrokerStartException.failed(folder, failed);
        }
    }

    private static KafkaConfig config(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return KafkaConfig.fromProps(properties, false);
    }

    private static void format(Path folder) throws Exception {
        // Written last: a format that was cut short is done again.
        if (Files.exists(folder.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(SingleNode.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(SingleNode.CONTROLLER_LISTENER)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .run();
    }

    private static FolderLock take(Path folder) {
        try {
            return FolderLock.take(folder);
        } catch (IOException refused) {
            throw BrokerStartException.unusableFolder(folder, refused);
        }
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException left) {
            LOG.warn(
                    "Could not release the lock of Kafka's folder; it is held until the process ends: {}",
                    left.toString());
        }
    }

    private static int claim(int port) {
        try {
            return LoopbackPort.free(port);
        } catch (IOException taken) {
            throw BrokerStartException.portInUse(port, taken);
        }
    }
}
