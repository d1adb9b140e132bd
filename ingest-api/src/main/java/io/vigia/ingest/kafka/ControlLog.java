package io.vigia.ingest.kafka;

import io.vigia.contract.ReadingEvent;
import io.vigia.kafka.KafkaSettings;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes documents of one kind one after another, over all replicas. Thread-safe.
 *
 * @param <D> a document
 */
final class ControlLog<D> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLog.class);
    private static final int MOST_ATTEMPTS = 5;

    private final KafkaSettings kafka;
    private final ControlKind<D> kind;
    private @Nullable ControlSession<D> session;

    /** Connects at the first change. */
    ControlLog(KafkaSettings kafka, ControlKind<D> kind) {
        this.kafka = kafka;
        this.kind = kind;
    }

    /** What is to be written. */
    @FunctionalInterface
    interface Proposal<D> {
        /**
         * The change; null if nothing is to be written. Called at least once, with what is current while the change is made; what
         * it throws is thrown, and nothing is written.
         *
         * @param former the document; null if there is none
         * @param all all documents, by their keys
         */
        @Nullable
        Write<D> on(@Nullable D former, Map<String, D> all);
    }

    /**
     * A change.
     *
     * @param event for every partition of the readings
     * @param document null: none any more
     */
    record Write<D>(ReadingEvent event, @Nullable D document) {}

    /**
     * The documents of a key before and after a change.
     *
     * @param former null if there was none
     * @param current null if there is none
     */
    record Change<D>(@Nullable D former, @Nullable D current) {}

    /** @throws KafkaException if it is unknown whether the change was written */
    synchronized Change<D> change(String key, Proposal<D> proposal) {
        for (int attempt = 1; ; attempt++) {
            ControlSession<D> known = session;
            try {
                ControlSession<D> current = known == null ? open() : known;
                D former = current.documents().get(key);
                Write<D> write = proposal.on(former, Collections.unmodifiableMap(current.documents()));
                if (write != null) {
                    current.write(key, write);
                    return new Change<>(former, write.document());
                }
                if (known == null) {
                    return new Change<>(former, former);
                }
                // Another replica may have changed what this is based on.
                drop();
            } catch (KafkaException failed) {
                drop();
                if (!isOvertaken(failed) || attempt == MOST_ATTEMPTS) {
                    throw failed;
                }
                LOG.info("Another replica has changed {}; trying again: {}", kind.name(), failed.getMessage());
            } catch (RuntimeException refused) {
                if (known == null) {
                    throw refused;
                }
                drop();
            }
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

    private ControlSession<D> open() {
        ControlSession<D> opened = new ControlSession<>(kafka, kind);
        session = opened;
        return opened;
    }

    private void drop() {
        ControlSession<D> former = session;
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
