package io.vigia.query.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Whether a broker answers at the moment. */
final class KafkaReach implements AutoCloseable {
    private static final int PATIENCE_MS = 2_000;

    private final Map<String, Object> config;
    private @Nullable Admin admin;

    /** @param config as for every client of Kafka */
    KafkaReach(Map<String, Object> config) {
        this.config = config;
        config.put("default.api.timeout.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS);
    }

    /** Asks, for two seconds at most. */
    synchronized boolean answers() {
        try {
            admin().describeCluster().nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (KafkaException | ExecutionException | TimeoutException away) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Made when first needed: it can't be while no broker's name resolves. */
    private Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(config);
            admin = made;
        }
        return made;
    }
}
