package io.vigia.cli.monitor;

import io.vigia.cli.api.OpenIncidents;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.cli.monitor.PipelineSnapshot.SeenAnomaly;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Score;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TailStatus;
import io.vigia.query.incident.IncidentBook;
import io.vigia.query.incident.IncidentTail;
import io.vigia.query.pipeline.Pipeline;
import io.vigia.query.pipeline.PipelineView;
import io.vigia.query.stream.SensorLives;
import io.vigia.store.SeriesStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka, and the store if there is one, without any service of Vigía between. */
final class KafkaWatch implements Watch {
    /** Of each partition; ends of transactions take offsets too. */
    private static final long LOOK_BACK = 3L * MOST_ANOMALIES;

    private final KafkaSettings kafka;
    private final Admin admin;
    private final PipelineView view;
    private final IncidentBook incidents = new IncidentBook(1);
    private final IncidentTail incidentTail;
    private final @Nullable SeriesStore store;
    private List<Map<TopicPartition, Long>> seen = List.of();
    private List<SeenAnomaly> anomalies = List.of();

    /**
     * @param store closed with this; null: none is asked
     * @throws CommandFailedException if Kafka does not answer
     */
    KafkaWatch(KafkaSettings kafka, InstantSource clock, @Nullable SeriesStore store) {
        this.kafka = kafka;
        this.store = store;
        admin = Offsets.connect(kafka);
        TailStatus status = new TailStatus();
        view = new PipelineView(kafka, kafka.bootstrapServers(), clock, System::nanoTime, status);
        view.start();
        incidentTail =
                new IncidentTail(incidents, kafka.clientConfig(), kafka.topics().incidents(), status);
        incidentTail.start();
    }

    @Override
    public PipelineSnapshot look() {
        Pipeline pipeline = view.now();
        boolean away = PipelineSnapshot.kafkaAway(pipeline);
        String trouble = away ? "Kafka is unavailable at " + kafka.bootstrapServers() : null;
        if (!away) {
            try {
                lookForAnomalies();
            } catch (CommandFailedException | KafkaException failed) {
                trouble = failed.getMessage();
            }
        }
        return new PipelineSnapshot(
                kafka.bootstrapServers(), pipeline, openIncidents(), anomalies, storeSays(), trouble);
    }

    private @Nullable OpenIncidents openIncidents() {
        return incidentTail.caughtUp() ? new OpenIncidents(incidents.open(), false) : null;
    }

    private @Nullable String storeSays() {
        return store == null ? null : store.available() ? "Redis is available" : "Redis is unavailable";
    }

    private void lookForAnomalies() {
        String topic = kafka.topics().anomalies();
        Offsets offsets = new Offsets(admin);
        Map<TopicPartition, Long> ends = offsets.committedEnds(topic);
        Map<TopicPartition, Long> sensorEnds =
                offsets.committedEnds(kafka.topics().sensors());
        List<Map<TopicPartition, Long>> all = List.of(ends, sensorEnds);
        if (all.equals(seen)) {
            return;
        }
        SensorLives lives = lives(offsets.starts(kafka.topics().sensors()), sensorEnds);
        Map<TopicPartition, Long> from = new HashMap<>();
        offsets.starts(topic)
                .forEach((partition, start) ->
                        from.put(partition, Math.max(start, ends.getOrDefault(partition, 0L) - LOOK_BACK)));
        List<SeenAnomaly> found = new ArrayList<>();
        try (Feed feed = new RecordFeed(kafka.clientConfig(), from, ends)) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                SeenAnomaly anomaly = anomaly(record);
                if (anomaly != null && lives.holds(anomaly.sensor(), SensorLives.Origin.of(record))) {
                    found.add(anomaly);
                }
            }
        }
        found.sort(Comparator.comparingLong(SeenAnomaly::ts).reversed());
        anomalies = List.copyOf(found.subList(0, Math.min(MOST_ANOMALIES, found.size())));
        seen = all;
    }

    private SensorLives lives(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        SensorLives lives = new SensorLives();
        try (Feed feed = new RecordFeed(kafka.clientConfig(), from, ends)) {
            for (ConsumerRecord<byte[], byte[]> record = feed.next(); record != null; record = feed.next()) {
                take(lives, record);
            }
        }
        return lives;
    }

    private static void take(SensorLives lives, ConsumerRecord<byte[], byte[]> record) {
        try {
            lives.take(record);
        } catch (InvalidEventException foreign) {
            // It begins no life and ends none.
        }
    }

    private static @Nullable SeenAnomaly anomaly(ConsumerRecord<byte[], byte[]> record) {
        try {
            Score score = EventJson.readVerdict(record.value()).score();
            return new SeenAnomaly(
                    score.sensor(),
                    score.ts(),
                    score.value(),
                    Double.isNaN(score.prediction()) ? null : score.prediction(),
                    score.direction() == null
                            ? null
                            : Objects.requireNonNull(score.direction()).wire(),
                    score.severity() == null
                            ? null
                            : Objects.requireNonNull(score.severity()).wire(),
                    score.model());
        } catch (InvalidEventException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        view.close();
        incidentTail.close();
        admin.close();
        if (store != null) {
            store.close();
        }
    }
}
