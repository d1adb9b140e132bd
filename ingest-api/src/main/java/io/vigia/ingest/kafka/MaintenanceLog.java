package io.vigia.ingest.kafka;

import io.vigia.contract.EventIds;
import io.vigia.contract.Maintenance;
import io.vigia.contract.MaintenanceChange;
import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes planned work one after another, over all replicas. Thread-safe. */
public final class MaintenanceLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLog.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final ControlLog<Maintenance> log;

    /** Connects at the first change. */
    public MaintenanceLog(KafkaSettings kafka) {
        log = new ControlLog<>(kafka, ControlKind.maintenance(kafka.topics()));
    }

    /** Whether work may be planned; throws what the caller gets if it may not. */
    @FunctionalInterface
    public interface Check {
        /** @param all what is planned already, by id */
        void run(Map<String, Maintenance> all);
    }

    /**
     * Plans work, and forgets what has been over for thirty days.
     *
     * @param now epoch milliseconds
     * @param check called at least once; what it throws is thrown, and nothing is written
     * @throws org.apache.kafka.common.KafkaException if it is unknown whether the change was written
     */
    public void plan(Maintenance work, long now, Check check) {
        Set<String> over = new HashSet<>();
        log.change(work.id(), (former, all) -> {
            check.run(all);
            all.values().stream()
                    .filter(other -> other.to() < now - KEPT.toMillis())
                    .forEach(other -> over.add(other.id()));
            return new ControlLog.Write<>(new MaintenanceChange(EventIds.next(), work.id(), work), work);
        });
        over.forEach(this::forget);
    }

    /** What can't be forgotten now is at the next plan. */
    private void forget(String id) {
        try {
            withdraw(id, work -> {});
        } catch (KafkaException failed) {
            LOG.warn("Planned work that is over, {}, could not be removed: {}", id, failed.toString());
        }
    }

    /**
     * Withdraws planned work.
     *
     * @param check called with what is planned; what it throws is thrown, and nothing is written
     * @return what was planned; null if nothing with this id was
     * @throws org.apache.kafka.common.KafkaException if it is unknown whether the change was written
     */
    public @Nullable Maintenance withdraw(String id, Consumer<Maintenance> check) {
        return log.change(id, (former, all) -> {
                    if (former == null) {
                        return null;
                    }
                    check.accept(former);
                    return new ControlLog.Write<>(new MaintenanceChange(EventIds.next(), id, null), null);
                })
                .former();
    }

    @Override
    public void close() {
        log.close();
    }
}
