package io.vigia.cli.record;

import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.SensorPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A part of a readings topic.
 *
 * @param from null: the beginning
 * @param to null: the current end
 * @param lead how far before {@code from} readings are scored without comparison; null: from the beginning
 * @param sensors empty: all
 * @param text the options as they were given
 */
public record Selection(
        @Nullable Place from, @Nullable Place to, @Nullable Duration lead, List<SensorPattern> sensors, Text text) {

    /** The options as text, to recognise the same request. */
    public record Text(
            @Nullable String from,
            @Nullable String to,
            @Nullable String lead,
            List<String> sensors) {
        /** The options of a selection of everything. */
        public static final Text ALL = new Text(null, null, "beginning", List.of());
    }

    /** The spans of all partitions, up to the topic's current end. */
    public List<Span> spans(Offsets kafka, String topic) {
        Map<TopicPartition, Long> starts = kafka.starts(topic);
        Map<TopicPartition, Long> ends = kafka.committedEnds(topic);
        Map<TopicPartition, Long> first = from == null ? starts : from.in(kafka, topic, starts);
        Map<TopicPartition, Long> last = to == null ? ends : to.in(kafka, topic, ends);
        Map<TopicPartition, Long> fed = lead == null || from == null
                ? starts
                : from.before(lead.toMillis()).in(kafka, topic, starts);
        List<Span> spans = new ArrayList<>();
        ends.forEach((partition, end) -> {
            long start = starts.getOrDefault(partition, 0L);
            long until = Math.max(start, Math.min(end, last.getOrDefault(partition, end)));
            long compared = Math.max(start, Math.min(until, first.getOrDefault(partition, start)));
            long led = Math.max(start, Math.min(compared, fed.getOrDefault(partition, start)));
            spans.add(new Span(partition.partition(), led, compared, until));
        });
        return spans;
    }
}
