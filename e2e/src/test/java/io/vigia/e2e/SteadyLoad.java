package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A client that goes on sending whatever happens, and remembers what it was told is stored. */
final class SteadyLoad implements AutoCloseable {
    private static final int MOST = 20_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final Calls calls;
    private final String name;
    private final int sensors;
    private final Map<String, Map<Long, Double>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "steady-load");
    private volatile boolean closed;

    SteadyLoad(Calls calls, int sensors) {
        this(calls, "load", sensors);
    }

    /**
     * Starts at once.
     *
     * @param name what the ids of its sensors begin with
     */
    SteadyLoad(Calls calls, String name, int sensors) {
        this.calls = calls;
        this.name = name;
        this.sensors = sensors;
        thread.start();
    }

    /** By sensor and time. */
    Map<String, Map<Long, Double>> acknowledged() {
        return acknowledged;
    }

    /** How many so far. */
    int count() {
        return count.get();
    }

    /** How many were answered otherwise, or not at all. */
    int refused() {
        return refused.get();
    }

    void awaitAcknowledged(int readings) {
        await(readings + " acknowledged").atMost(Duration.ofSeconds(120)).until(() -> count.get() >= readings);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(60_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (int i = 0; i < MOST && !closed; i++) {
            String sensor = name + "-" + i % sensors;
            long ts = 1_000_000L + i;
            double value = 20 + Math.sin(i / 50.0);
            try {
                // No GET: the client of the JDK repeats one on its own when a connection that it kept is closed.
                HttpResponse<String> answer = calls.post(
                        "/nuevo",
                        "application/x-www-form-urlencoded",
                        "dato=" + value + "&ts=" + ts + "&sensor=" + sensor);
                if (answer.statusCode() == 200) {
                    acknowledged
                            .computeIfAbsent(sensor, key -> new ConcurrentHashMap<>())
                            .put(ts, value);
                    count.incrementAndGet();
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException notAnswered) {
                // Nothing was promised.
                refused.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
