package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RecordFeed;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.cli.kafka.Scratch;
import io.vigia.cli.send.Pace;
import io.vigia.detection.onnx.BundleException;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.app.IsolatedDetector;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.ModelTopic;
import io.vigia.settings.Variables;
import io.vigia.terminal.Progress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Runs one replay, from the first reading that is not copied yet to the report. */
final class Replay {
    private static final long LOOK_MS = 100;

    private final ReplayTopics isolated;
    private final Offsets offsets;
    private final Source source;
    private final ReplayPlan plan;
    private final Variables variables;

    private final @Nullable RedisAddress redis;

    /** @param redis that also stores the results; null: none */
    Replay(
            ReplayTopics isolated,
            Offsets offsets,
            Source source,
            ReplayPlan plan,
            Variables variables,
            @Nullable RedisAddress redis) {
        this.isolated = isolated;
        this.offsets = offsets;
        this.source = source;
        this.plan = plan;
        this.variables = variables;
        this.redis = redis;
    }

    /** Copies, scores, stores and compares; steps that were done before are not repeated. */
    ReplayReport run(Pace pace) {
        KafkaSettings kafka = isolated.kafka();
        Copy copy = new Copy(kafka, offsets, plan.spans());
        try (Scratch scratch = new Scratch();
                ReplayStore store = redis == null ? null : ReplayStore.start(kafka, redis, variables)) {
            DetectorSettings settings = DetectorSettings.from(variables.with(Map.of(
                    DetectorSettings.DATA.variable(),
                    scratch.folder().toString(),
                    DetectorSettings.STANDBY_REPLICAS.variable(),
                    "0")));
            try (IsolatedDetector detector =
                    new IsolatedDetector(kafka, source.bundles(kafka), firstModel(), settings).start()) {
                copy(copy, pace);
                await(detector);
            }
            if (store != null) {
                store.await(offsets);
            }
        } catch (BundleException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()), refused);
        }
        return compare(copy);
    }

    /** Compares the verdicts so far. */
    ReplayReport report() {
        return compare(new Copy(isolated.kafka(), offsets, plan.spans()));
    }

    private BundleFiles firstModel() {
        String id = plan.firstModel();
        byte[] zip = new ModelTopic(isolated.kafka()).read(Set.of(id)).wanted().get(id);
        if (zip == null) {
            throw new CommandFailedException("the replay's topics have no bundle " + id
                    + "; delete the replay with 'vigia replay delete " + isolated.prefix() + "' and run it again");
        }
        return BundleFiles.unzip(zip, "bundle/" + id);
    }

    private void copy(Copy copy, Pace pace) {
        try (Progress progress = Progress.of("Copying", source.length());
                Feed readings = source.readings(plan.model() == null, () -> progress.add(1))) {
            copy.run(readings, pace);
        }
    }

    private void await(IsolatedDetector detector) {
        String group = IsolatedDetector.group(isolated.kafka());
        Map<TopicPartition, Long> ends = offsets.ends(isolated.kafka().topics().readings());
        long left = offsets.lag(group, ends);
        try (Progress progress = Progress.of("Judging", left)) {
            while (left > 0 || detector.waits()) {
                detector.check();
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                long now = offsets.lag(group, ends);
                progress.add(left - now);
                left = now;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", stop);
        }
    }

    private ReplayReport compare(Copy copy) {
        KafkaSettings kafka = isolated.kafka();
        String scores = kafka.topics().scores();
        long fromMs = firstArrival(copy);
        try (Feed readings = copy.copied();
                Feed replayed =
                        new RecordFeed(kafka.clientConfig(), offsets.starts(scores), offsets.committedEnds(scores));
                Feed originals = source.scores(fromMs)) {
            Differences found = new Comparison(readings, replayed, originals, copy::counts).run();
            return ReplayReport.of(
                    plan,
                    isolated.prefix(),
                    count(kafka.topics().readings()),
                    count(kafka.topics().readingsDlq()),
                    found);
        }
    }

    /** The time of arrival of the first compared reading, minus an hour, because the times of a partition may decrease. */
    private static long firstArrival(Copy copy) {
        try (Feed readings = copy.copied().only(copy::counts)) {
            ConsumerRecord<byte[], byte[]> first = readings.next();
            return first == null ? Long.MAX_VALUE : Math.max(0, first.timestamp() - TimeUnit.HOURS.toMillis(1));
        }
    }

    /** Counts records, because offsets include the ends of transactions. */
    private long count(String topic) {
        long count = 0;
        try (Feed feed =
                new RecordFeed(isolated.kafka().clientConfig(), offsets.starts(topic), offsets.committedEnds(topic))) {
            while (feed.next() != null) {
                count++;
            }
        }
        return count;
    }
}
