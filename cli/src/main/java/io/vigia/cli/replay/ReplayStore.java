package io.vigia.cli.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.cli.store.SinkCatchUp;
import io.vigia.detector.sink.ScoreSink;
import io.vigia.detector.sink.SinkMetrics;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.kafka.KafkaSettings;
import io.vigia.settings.Variables;
import io.vigia.store.StoreUnavailableException;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;

/**
 * Stores a replay's values and verdicts for the usual calls and dashboards: under its own prefix in a Redis, written by its
 * own sink from the replay's topics.
 */
final class ReplayStore implements AutoCloseable {
    private final KafkaSettings kafka;
    private final RedisAddress address;
    private final RedisSeriesStore store;
    private final ScoreSink sink;

    private ReplayStore(KafkaSettings kafka, RedisAddress address, RedisSeriesStore store, ScoreSink sink) {
        this.kafka = kafka;
        this.address = address;
        this.store = store;
        this.sink = sink;
    }

    /**
     * Starts the sink.
     *
     * @param kafka with the replay's prefix
     * @param variables how to log in to Redis
     * @throws CommandFailedException if Redis does not answer
     */
    static ReplayStore start(KafkaSettings kafka, RedisAddress address, Variables variables) {
        RedisSeriesStore store = open(kafka, address, variables);
        ScoreSink sink =
                new ScoreSink(kafka, SinkSettings.from(variables), store, new SinkMetrics(new SimpleMeterRegistry()));
        ReplayStore started = new ReplayStore(kafka, address, store, sink);
        try {
            started.check();
        } catch (CommandFailedException away) {
            store.close();
            throw away;
        }
        sink.start();
        return started;
    }

    /**
     * Deletes the keys of a replay.
     *
     * @throws CommandFailedException if Redis fails
     */
    static void drop(KafkaSettings kafka, RedisAddress address, Variables variables) {
        try (RedisSeriesStore store = open(kafka, address, variables)) {
            store.drop();
        } catch (StoreUnavailableException away) {
            throw new CommandFailedException(
                    "the keys of " + kafka.topics().prefix() + " in Redis at " + address + " could not be deleted ("
                            + away.getMessage() + "); the topics were not deleted either; try again",
                    away);
        }
    }

    /** Waits until everything that the replay's topics have now is stored. */
    void await(Offsets offsets) {
        SinkCatchUp.toNow(kafka, offsets).await("Storing", this::check);
    }

    @Override
    public void close() {
        sink.close();
        store.close();
    }

    private void check() {
        if (!store.available()) {
            throw new CommandFailedException("Redis at " + address
                    + " is unavailable; start it, then run 'vigia replay continue "
                    + kafka.topics().prefix() + " --redis " + address + "'");
        }
    }

    private static RedisSeriesStore open(KafkaSettings kafka, RedisAddress address, Variables variables) {
        return RedisSeriesStore.open(
                RedisSettings.from(address.in(variables)), kafka.topics().prefix());
    }
}
