package io.vigia.query.pipeline;

import io.vigia.contract.Heartbeat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the pipeline at one moment.
 *
 * @param hostname of the instance that answers
 * @param now epoch milliseconds
 * @param readingsPerSecond acknowledged by all instances of ingest-api
 * @param scoresPerSecond of all instances of stream-detector
 * @param latencyMs from a reading's arrival to its verdict in the last minute, at the slowest detector
 * @param topics readings (pending for the detector) and scores (pending for the store)
 * @param instances of all services that were alive within ten minutes
 */
public record Pipeline(
        String hostname,
        long now,
        double readingsPerSecond,
        double scoresPerSecond,
        Latency latencyMs,
        List<TopicFlow> topics,
        List<Instance> instances) {
    /** In milliseconds; null if there was no verdict. */
    public record Latency(@Nullable Double p50, @Nullable Double p99) {}

    /** A heartbeat and the current state of its instance; fields as in {@link Heartbeat}. */
    public record Instance(
            String service,
            String hostname,
            boolean alive,
            long startedAt,
            long at,
            long total,
            double perSecond,
            long failed,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms) {
        static Instance of(Instances.Last one) {
            Heartbeat last = one.heartbeat();
            return new Instance(
                    last.service(),
                    last.hostname(),
                    one.alive(),
                    last.startedAt(),
                    last.at(),
                    last.total(),
                    last.perSecond(),
                    last.failed(),
                    last.p50Ms(),
                    last.p99Ms());
        }
    }
}
