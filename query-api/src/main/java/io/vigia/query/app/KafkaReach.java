package io.vigia.query.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Administration of the cluster, and whether a broker of it answers at the moment. */
final class KafkaReach implements AutoCloseable {
    private static final int PATIENCE_MS = 2_000;

    private final Map<String, Object> config;
    private @Nullable Admin admin;

    /** @param config as for every client of Kafka */
    KafkaReach(Map<String, Object> config) {
        this.config = config;
    }

    /**
     * The client, made at the first call and closed with this. Not for request threads: the client's own thread would keep
     * the class loader of the web application.
     *
     * @throws KafkaException while no broker's name can be resolved; it may be called again
     */
    synchronized Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(config);
            admin = made;
        }
        return made;
    }

    /** Asks, for two seconds at most. */
    boolean answers() {
        Admin asked = made();
        if (asked == null) {
            return false;
        }
        try {
            asked.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                    .nodes()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (KafkaException | ExecutionException | TimeoutException | IllegalStateException away) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized @Nullable Admin made() {
        return admin;
    }
}
