package io.vigia.ingest.kafka;

import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.PartitionTail;
import io.vigia.kafka.PartitionTail.From;
import io.vigia.kafka.TailStatus;
import java.util.List;

/** The topics that this service reads: known sensors from the beginning, and verdicts from now on. */
public final class IngestTails implements AutoCloseable {
    private final KafkaSettings settings;
    private final KnownSensors sensors;
    private final VerdictInbox inbox;
    private final TailStatus status;
    private volatile List<PartitionTail> tails = List.of();

    public IngestTails(KafkaSettings settings, KnownSensors sensors, VerdictInbox inbox, TailStatus status) {
        this.settings = settings;
        this.sensors = sensors;
        this.inbox = inbox;
        this.status = status;
    }

    /**
     * Starts reading; the topics must exist.
     *
     * @throws org.apache.kafka.common.KafkaException if no broker's name can be resolved; it may be called again
     */
    public void open() {
        tails = PartitionTail.startAll(List.of(
                () -> new PartitionTail(
                        settings.clientConfig(), settings.topics().sensors(), From.BEGINNING, status, sensors::take),
                () -> new PartitionTail(
                        settings.clientConfig(), settings.topics().detections(), From.END, status, inbox::take)));
    }

    /** True once every sensor is known and no verdict can be missed. */
    public boolean caughtUp() {
        return !tails.isEmpty() && tails.stream().allMatch(PartitionTail::caughtUp);
    }

    @Override
    public void close() {
        tails.forEach(PartitionTail::close);
    }
}
