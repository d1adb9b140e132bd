package io.vigia.cli.replay;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.record.Span;
import io.vigia.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run that is replayed: its readings, scores and models. */
interface Source extends AutoCloseable {
    /** A description that identifies it. */
    String name();

    /** The offsets that are replayed. */
    List<Span> spans();

    /** Number of records that are read for the readings. */
    long length();

    /**
     * Readings, deletions and, if they are wanted, changes of model.
     *
     * @param passed called for each record that was read
     */
    Feed readings(boolean changes, Runnable passed);

    /** The scores of readings that arrived from that time on. */
    Feed scores(long fromMs);

    /** {@code name@version} of the model before the first change; null if unknown. */
    @Nullable
    String firstModel();

    /** The zipped bundle of that name; null if it is not found. */
    byte @Nullable [] bundle(String model);

    /** Bundles by name that must be copied to the replay's own topic, because this source is a file. */
    Map<String, byte[]> bundlesToCopy();

    /** The topic with the bundles that changes of model name. */
    KafkaSettings bundles(KafkaSettings isolated);

    @Override
    void close();
}
