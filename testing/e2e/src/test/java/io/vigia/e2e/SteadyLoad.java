package io.vigia.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client that goes on sending whatever happens, and remembers what it was told is stored. */
final class SteadyLoad implements AutoCloseable {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final int MOST = 60_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final Calls calls;
    private final String name;
    private final int sensors;
    private final boolean alsoByGet;
    private final Map<String, Map<Long, Double>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<@Nullable Sent> last = new AtomicReference<>();
    private final Outcomes outcomes = new Outcomes();
    private final Thread thread = new Thread(this::run, "steady-load");
    private volatile boolean closed;

    /** A reading that was acknowledged. */
    record Sent(String sensor, long ts) {}

    /**
     * Starts at once. It sends by POST alone: the client of the JDK repeats a GET on its own when a connection that it kept
     * is closed without an answer, as a service does that dies.
     */
    SteadyLoad(Calls calls, int sensors) {
        this(calls, "load" + LOADS.incrementAndGet(), sensors, false);
    }

    private SteadyLoad(Calls calls, String name, int sensors, boolean alsoByGet) {
        this.calls = calls;
        this.name = name;
        this.sensors = sensors;
        this.alsoByGet = alsoByGet;
        thread.start();
    }

    /**
     * Starts at once, with every other reading by GET: a gateway answers whatever happens behind it, so that no client
     * repeats what may have been taken.
     *
     * @param name what the ids of its sensors begin with
     */
    static SteadyLoad throughGateway(Calls calls, String name, int sensors) {
        return new SteadyLoad(calls, name, sensors, true);
    }

    /** What the ids of its sensors begin with; no other load of this JVM has it. */
    String prefix() {
        return name + "-";
    }

    /** By sensor and time. */
    Map<String, Map<Long, Double>> acknowledged() {
        return acknowledged;
    }

    /** How many so far. */
    int count() {
        return count.get();
    }

    /** What came of each call: it worked if the reading was acknowledged. */
    Outcomes outcomes() {
        return outcomes;
    }

    /** The newest that was acknowledged; null before the first. */
    @Nullable
    Sent last() {
        return last.get();
    }

    void awaitAcknowledged(int readings) {
        await(readings + " acknowledged").atMost(Duration.ofMinutes(5)).until(() -> count.get() >= readings);
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
            Sent reading = new Sent(name + "-" + i % sensors, 1_000_000L + i);
            double value = 20 + Math.sin(i / 50.0);
            long began = System.nanoTime();
            boolean taken = isTaken(reading, value, alsoByGet && i % 2 == 0);
            if (taken) {
                acknowledged
                        .computeIfAbsent(reading.sensor, key -> new ConcurrentHashMap<>())
                        .put(reading.ts, value);
                last.set(reading);
                count.incrementAndGet();
            }
            outcomes.add(began, taken);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isTaken(Sent reading, double value, boolean byGet) {
        String fields = "dato=" + value + "&ts=" + reading.ts + "&sensor=" + reading.sensor;
        try {
            HttpResponse<String> answer = byGet
                    ? calls.get("/nuevo?" + fields)
                    : calls.post("/nuevo", "application/x-www-form-urlencoded", fields);
            return answer.statusCode() == 200;
        } catch (IOException notAnswered) {
            // Nothing was promised.
            return false;
        }
    }
}
