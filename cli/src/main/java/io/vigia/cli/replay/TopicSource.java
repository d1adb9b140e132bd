package io.vigia.cli.replay;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.record.Span;
import io.vigia.cli.record.TopicPart;
import io.vigia.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topics of a run. */
record TopicSource(KafkaSettings kafka, List<Span> spans, TopicPart part) implements Source {
    static String name(KafkaSettings kafka) {
        return "topics of " + kafka.topics().prefix();
    }

    @Override
    public String name() {
        return name(kafka);
    }

    @Override
    public long length() {
        return part.length();
    }

    @Override
    public Feed readings(boolean changes, Runnable passed) {
        return part.readings(changes, passed);
    }

    @Override
    public Feed scores(long fromMs) {
        return part.scores(fromMs);
    }

    @Override
    public @Nullable String firstModel() {
        return part.firstModel();
    }

    @Override
    public byte @Nullable [] bundle(String model) {
        return part.bundle(model);
    }

    @Override
    public Map<String, byte[]> bundlesToCopy() {
        return Map.of();
    }

    @Override
    public KafkaSettings bundles(KafkaSettings isolated) {
        return kafka;
    }

    @Override
    public void close() {
        // The caller closes the feeds.
    }
}
