package io.vigia.cli.send;

import io.vigia.cli.api.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds readings back so that their times pass as fast as asked for. */
public final class Pace {
    static final String ALLOWED = "a number followed by x, such as 60x (an hour per minute) or 0.5x";

    private static final Pattern FACTOR = Pattern.compile("(\\d{1,9}(\\.\\d{1,6})?)x?");

    private final double factor;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private long firstTs;
    private long firstNanos;
    private boolean started;

    /**
     * @param factor seconds of the file in a second; 0 for full speed
     * @param nanoTime such as {@link System#nanoTime}
     */
    public Pace(double factor, Pause pause, LongSupplier nanoTime) {
        this.factor = factor;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads {@code 60x}; null is full speed.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static double factor(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        Matcher matcher = FACTOR.matcher(text.strip());
        double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (factor <= 0) {
            throw new IllegalArgumentException("--speed is '" + text + "'; must be " + ALLOWED);
        }
        return factor;
    }

    /** True if a reading of that time must still wait. */
    boolean early(long ts) {
        return factor > 0 && waitOf(ts) > 0;
    }

    /** Waits until a reading of that time may go. */
    public void await(long ts) {
        long nanos = factor > 0 ? waitOf(ts) : 0;
        if (nanos > 0) {
            pause.pass(Duration.ofNanos(nanos));
        }
    }

    private long waitOf(long ts) {
        if (!started) {
            started = true;
            firstTs = ts;
            firstNanos = nanoTime.getAsLong();
        }
        double due = (ts - firstTs) * 1e6 / factor;
        return (long) due - (nanoTime.getAsLong() - firstNanos);
    }
}
