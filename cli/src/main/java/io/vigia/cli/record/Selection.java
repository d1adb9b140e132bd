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
 * @param to null: the end, as it is when asked
 * @param lead how far before {@code from} readings are fed; null: from the beginning
 * @param sensors whose; none stands for all
 * @param text as it was written
 */
public record Selection(
        @Nullable Place from, @Nullable Place to, @Nullable Duration lead, List<SensorPattern> sensors, Text text) {

    /** The options' own words, which tell whether the same is asked for again. */
    public record Text(
            @Nullable String from,
            @Nullable String to,
            @Nullable String lead,
            List<String> sensors) {
        /** Everything. */
        public static final Text ALL = new Text(null, null, "beginning", List.of());
    }

    /** The spans of all partitions, with the topic's end as it is now. */
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
