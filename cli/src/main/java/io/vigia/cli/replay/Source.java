package io.vigia.cli.replay;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.record.Span;
import io.vigia.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run that is replayed: its readings, what was said of them, and its models. */
interface Source extends AutoCloseable {
    /** What tells it from others. */
    String name();

    /** The offsets that are replayed. */
    List<Span> spans();

    /** How many records are gone through for the readings. */
    long length();

    /**
     * Readings, deletions and, if they are wanted, changes of model.
     *
     * @param passed told of each record that was gone through
     */
    Feed readings(boolean changes, Runnable passed);

    /** What was said of the readings that arrived from that time on. */
    Feed scores(long fromMs);

    /** {@code name@version} that judged before every change; null if it is not known. */
    @Nullable
    String firstModel();

    /** The zipped bundle of that name; null if it is not there. */
    byte @Nullable [] bundle(String model);

    /** Bundles, by name, that the replay's own topic must have because this source is no topic. */
    Map<String, byte[]> bundlesToCopy();

    /** Where the bundles are that changes name. */
    KafkaSettings bundles(KafkaSettings isolated);

    @Override
    void close();
}
