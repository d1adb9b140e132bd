package io.vigia.cli.record;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.contract.ModelAssignment;
import io.vigia.contract.SensorPattern;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads a part of a run's topics, readings and scores, without a consumer group. */
public final class TopicPart {
    private final KafkaSettings kafka;
    private final Offsets offsets;
    private final List<Span> spans;
    private final List<SensorPattern> sensors;

    public TopicPart(KafkaSettings kafka, Offsets offsets, List<Span> spans, List<SensorPattern> sensors) {
        this.kafka = kafka;
        this.offsets = offsets;
        this.spans = spans;
        this.sensors = sensors;
    }

    /** Number of offsets that are read for the readings. */
    public long length() {
        return spans.stream().mapToLong(Span::to).sum()
                - offsets.starts(kafka.topics().readings()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /**
     * The readings, deletions and changes of model.
     *
     * @param changes whether changes of model are included
     * @param passed called for each record that was read
     */
    public Feed readings(boolean changes, Runnable passed) {
        String topic = kafka.topics().readings();
        ReadingFilter filter = new ReadingFilter(spans, sensors, changes);
        Map<TopicPartition, Long> to = new HashMap<>();
        spans.forEach(span -> to.put(new TopicPartition(topic, span.partition()), span.to()));
        return new RecordFeed(kafka.clientConfig(), offsets.starts(topic), to).only(record -> {
            passed.run();
            return filter.takes(record);
        });
    }

    /** The scores of readings that arrived from that time on; a score has the timestamp of its reading. */
    public Feed scores(long fromMs) {
        String topic = kafka.topics().scores();
        ReadingFilter filter = new ReadingFilter(List.of(), sensors, false);
        return new RecordFeed(kafka.clientConfig(), offsets.atTime(topic, fromMs), offsets.committedEnds(topic))
                .only(record -> record.timestamp() >= fromMs && filter.takes(record.key()));
    }

    /** {@code name@version} of the default model before the first change; null if no detector has reported it. */
    public @Nullable String firstModel() {
        ModelAssignment known =
                new ModelTopic(kafka).read(Set.of()).assignments().get(SensorPattern.DEFAULT);
        if (known == null) {
            return null;
        }
        return known.previous() == null ? known.model() : known.previous();
    }

    /** The zipped bundle of that name; null if it is not found. */
    public byte @Nullable [] bundle(String model) {
        return new ModelTopic(kafka).read(Set.of(model)).wanted().get(model);
    }
}
