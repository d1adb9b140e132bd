package io.vigia.models.series;

import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Label;
import io.vigia.contract.LabelRecord;
import io.vigia.kafka.KafkaSettings;
import io.vigia.models.WorkbenchException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What people have said about anomalies, as the topic of labels holds it. */
public final class TopicLabels {
    private final Map<String, Label> labels = new LinkedHashMap<>();

    private TopicLabels() {}

    /**
     * Reads everything from the topic's beginning to where it ends now; nothing if the topic does not exist yet.
     *
     * @throws WorkbenchException if Kafka can't be read
     */
    public static TopicLabels read(KafkaSettings kafka) {
        TopicLabels all = new TopicLabels();
        new TopicRecords(kafka, kafka.topics().labels()).read(all::take);
        return all;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            LabelRecord read = LabelRecord.read(record.key(), record.value());
            Label label = read.label();
            if (label == null) {
                labels.remove(read.anomaly());
            } else {
                labels.put(read.anomaly(), label);
            }
        } catch (InvalidEventException foreign) {
            // Not a label: another program wrote it, or a newer version.
        }
    }

    /** Those of confirmed anomalies. */
    public List<Label> confirmed() {
        return labels.values().stream()
                .filter(label -> label.verdict() == FeedbackVerdict.TRUE_ALARM)
                .toList();
    }

    /** The ids of the readings of confirmed anomalies. */
    public Set<String> confirmedReadings() {
        return confirmed().stream().map(Label::anomaly).collect(Collectors.toSet());
    }
}
