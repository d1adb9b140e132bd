package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * A fault under a client that goes on sending: what the client saw, after how long each thing that the system is there for
 * worked again, and that what was acknowledged is scored once and stored. {@link #finish} writes that into the {@link
 * FaultPage}.
 */
final class FaultTrial implements AutoCloseable {
    private static final int SENSORS = 20;
    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long STORED_WITHIN = TimeUnit.SECONDS.toNanos(2);

    private final Calls calls;
    private final Accounts accounts;
    private final String where;
    private final String fault;
    private final SteadyLoad load;
    private final Watch verdicts;
    private final Watch reads;
    private final Watch samples;
    private long broken;
    private long counted;
    private List<Long> recoveries = List.of();

    /**
     * Starts to send, and waits until all works.
     *
     * @param accounts of the installation
     * @param where the variant, for the page
     * @param fault what will be broken, for the page: a row for each pair of these two
     * @param name what the ids of its sensors begin with; no other trial of this installation has it
     */
    FaultTrial(Accounts accounts, String where, String fault, String name) {
        this.calls = accounts.calls();
        this.accounts = accounts;
        this.where = where;
        this.fault = fault;
        load = SteadyLoad.throughGateway(calls, name, SENSORS);
        verdicts = new Watch(
                "verdicts",
                Duration.ofMillis(300),
                IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> verdictOf(sensorIn(partition, name)))
                        .toList());
        reads = new Watch(
                "reads",
                Duration.ofMillis(200),
                List.of(() -> calls.get("/listar?sensor=" + name + "-0").statusCode() == 200));
        samples = new Watch("samples", Duration.ofMillis(200), List.of(this::newestIsStored));
        begins(System.nanoTime());
        awaitRecovery();
    }

    /** Breaks it. */
    void breaks(Runnable action) {
        begins(System.nanoTime());
        action.run();
    }

    /** Breaks it, and returns what was broken. */
    <T> T breaksOne(Supplier<T> action) {
        begins(System.nanoTime());
        return action.get();
    }

    /** Ends the fault: what it broke is expected to work again from now on, not before. */
    void ends(Runnable action) {
        counted = System.nanoTime();
        action.run();
    }

    /** Waits until everything works again and goes on working. */
    void awaitRecovery() {
        long acknowledges = await("acknowledgements")
                .atMost(PATIENCE)
                .until(() -> load.outcomes().worksAgain(counted), Optional::isPresent)
                .orElseThrow();
        recoveries = List.of(
                refused() == 0 ? FaultPage.NEVER_STOPPED : acknowledges,
                recovery(verdicts),
                recovery(reads),
                recovery(samples));
    }

    /** How many calls were answered otherwise than with success since it was broken, or not at all. */
    int refused() {
        return load.outcomes().count(broken, false);
    }

    /** How many verdicts came since a moment of {@link System#nanoTime}. */
    int verdictsSince(long moment) {
        return verdicts.count(moment, true);
    }

    /**
     * Stops sending, checks every reading that was acknowledged, and writes it down.
     *
     * @param evidence what shows that it was broken and mended, for the page
     */
    void finish(String evidence) {
        close();
        accounts.balance(load);
        int acknowledged = load.outcomes().count(broken, true);
        assertThat(acknowledged).as("acknowledged since it was broken").isPositive();
        FaultPage.write(new FaultPage.Row(
                where,
                fault,
                acknowledged + refused(),
                acknowledged,
                refused(),
                load.outcomes().longestGap(broken),
                verdicts.longestGap(broken),
                recoveries,
                evidence));
    }

    @Override
    public void close() {
        verdicts.close();
        reads.close();
        samples.close();
        load.close();
    }

    private void begins(long now) {
        broken = now;
        counted = now;
    }

    private long recovery(Watch watch) {
        long works = watch.awaitWorking(counted);
        return watch.count(broken, false) == 0 ? FaultPage.NEVER_STOPPED : works;
    }

    private Watch.Attempt verdictOf(String sensor) {
        return () -> calls.get("/detectar?dato=20&sensor=" + sensor, "Prefer", "wait=1")
                        .statusCode()
                == 200;
    }

    private boolean newestIsStored() throws IOException {
        SteadyLoad.Sent newest = load.last();
        if (newest == null) {
            return false;
        }
        String path = "/api/v1/sensors/" + newest.sensor() + "/readings?from=" + newest.ts() + "&to=" + newest.ts();
        long began = System.nanoTime();
        while (calls.json(path).get("items").isEmpty()) {
            if (System.nanoTime() - began > STORED_WITHIN) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    /** A sensor whose readings are in that partition, so that every detector is asked. */
    private static String sensorIn(int partition, String name) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> name + "-asks-" + i)
                .filter(sensor ->
                        BuiltInPartitioner.partitionForKey(sensor.getBytes(StandardCharsets.UTF_8), PARTITIONS)
                                == partition)
                .findFirst()
                .orElseThrow();
    }
}
