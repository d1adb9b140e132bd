package io.vigia.ingest.kafka;

import io.vigia.contract.EventIds;
import io.vigia.contract.SensorPattern;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingsChange;
import io.vigia.contract.SettingsDocument;
import io.vigia.kafka.KafkaSettings;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes settings one after another, over all replicas. Thread-safe. */
public final class SettingsLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsLog.class);
    private static final int MOST_ATTEMPTS = 5;

    private final KafkaSettings kafka;
    private final InstantSource clock;
    private @Nullable SettingsSession session;

    /** Connects at the first change. */
    public SettingsLog(KafkaSettings kafka, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Whether a change may be made; throws what the caller gets if it may not. */
    @FunctionalInterface
    public interface Check {
        /**
         * @param former the settings of the pattern; null if there are none
         * @param all the settings of all patterns
         */
        void run(@Nullable SettingsDocument former, Map<SensorPattern, SettingsDocument> all);
    }

    /**
     * A change.
     *
     * @param former the settings of the pattern before; null if there were none
     * @param current its settings from now on; null if there are none
     */
    public record Change(
            @Nullable SettingsDocument former, @Nullable SettingsDocument current) {}

    /**
     * Replaces the settings of a pattern; writes nothing if they are the same already.
     *
     * @param settings null: none any more
     * @param check called at least once, with what is current while the change is made; what it throws is thrown, and nothing
     *     is written
     * @throws KafkaException if it is unknown whether the change was written
     */
    public synchronized Change change(SensorPattern sensors, @Nullable SensorSettings settings, Check check) {
        for (int attempt = 1; ; attempt++) {
            SettingsSession known = session;
            SettingsSession current = known == null ? open() : known;
            try {
                SettingsDocument former = current.documents().get(sensors);
                boolean same =
                        former == null ? settings == null : former.settings().equals(settings);
                if (isAllowed(check, former, current, known != null) && !(same && known != null)) {
                    return new Change(former, same ? former : write(current, sensors, settings));
                }
                // Another replica may have changed what this is based on.
                drop();
            } catch (KafkaException failed) {
                drop();
                if (!isOvertaken(failed) || attempt == MOST_ATTEMPTS) {
                    throw failed;
                }
                LOG.info("Another replica has changed settings; trying again: {}", failed.getMessage());
            }
        }
    }

    /** False if it is not, but may be with newer documents. */
    private static boolean isAllowed(
            Check check, @Nullable SettingsDocument former, SettingsSession current, boolean mayBeOld) {
        try {
            check.run(former, Collections.unmodifiableMap(current.documents()));
            return true;
        } catch (RuntimeException refused) {
            if (mayBeOld) {
                return false;
            }
            throw refused;
        }
    }

    /** Whether another session has begun since, or the broker has forgotten this one; nothing was written then. */
    private static boolean isOvertaken(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidPidMappingException) {
                return true;
            }
        }
        return false;
    }

    private @Nullable SettingsDocument write(
            SettingsSession current, SensorPattern sensors, @Nullable SensorSettings settings) {
        String id = EventIds.next();
        SettingsDocument document =
                settings == null ? null : new SettingsDocument(id, sensors, settings, clock.millis());
        current.write(new SettingsChange(id, sensors, settings), document);
        return document;
    }

    private SettingsSession open() {
        SettingsSession opened = new SettingsSession(kafka);
        session = opened;
        return opened;
    }

    private void drop() {
        SettingsSession former = session;
        session = null;
        if (former != null) {
            former.close();
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
