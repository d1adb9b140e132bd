package io.vigia.ingest.format;

import io.vigia.contract.Decimals;
import io.vigia.contract.EventIds;
import io.vigia.contract.Instants;
import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.contract.TsSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that every reading must satisfy, whatever its format. */
public final class ReadingRules {
    /** A time offset whose plus sign was decoded as a space, in a URL or a form. */
    private static final Pattern LOST_PLUS = Pattern.compile(".*:\\S* \\d{2}(:?\\d{2})?");

    private final InstantSource clock;

    public ReadingRules(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Creates a reading from checked parts.
     *
     * @param id null: a new one
     * @param ts null: the clock's
     */
    public Reading reading(@Nullable String id, String sensor, @Nullable Long ts, double value, boolean detect) {
        return new Reading(
                id == null ? EventIds.next() : id,
                sensor,
                ts == null ? clock.millis() : ts,
                ts == null ? TsSource.SERVER : TsSource.CLIENT,
                value,
                detect);
    }

    /** A value as text. */
    public double value(String field, @Nullable String text) throws RejectedException {
        return number(field, text, Rule.VALUE);
    }

    /** A value as text, with {@code rule} for messages. */
    double number(String field, @Nullable String text, Rule rule) throws RejectedException {
        double number = text == null ? Double.NaN : Decimals.parse(text.strip());
        if (!Double.isFinite(number)) {
            throw new RejectedException(field, text, rule);
        }
        return number;
    }

    /** The id of a sensor for a new reading. */
    public String sensor(String field, String id) throws RejectedException {
        if (!SensorId.isValid(id)) {
            throw new RejectedException(field, id, Rule.SENSOR);
        }
        return addressable(field, id);
    }

    /** A client's time as text. */
    public long ts(String field, String text) throws RejectedException {
        return ts(field, text, TimeUnit.MILLISECONDS);
    }

    /**
     * The same.
     *
     * @param otherwise the unit of a number whose size does not determine it
     */
    public long ts(String field, String text, TimeUnit otherwise) throws RejectedException {
        long ts;
        try {
            ts = Instants.parse(text.strip(), otherwise);
        } catch (IllegalArgumentException noTime) {
            throw new RejectedException(field, text, LOST_PLUS.matcher(text).matches() ? Rule.TS_PLUS : Rule.TS);
        }
        if (ts < 0) {
            throw new RejectedException(field, text, Rule.TS);
        }
        if (ts > clock.millis() + Reading.MAX_AHEAD_MS) {
            throw new RejectedException(field, text, Rule.TS_AHEAD);
        }
        return ts;
    }

    /** A remark on an accepted time; null if there is none. */
    public @Nullable String note(@Nullable String text, long ts) {
        return text != null && Instants.isUnitAssumed(text.strip(), ts)
                ? "the time '" + text.strip() + "' was read as " + Instant.ofEpochMilli(ts)
                        + ", because its unit is ambiguous; write times before 2001 as ISO-8601"
                : null;
    }

    /** An id that the client has set. */
    public String id(String field, String id) throws RejectedException {
        boolean printable = id.chars().allMatch(c -> c > ' ' && c <= '~');
        if (id.isEmpty() || id.length() > EventIds.MAX_LENGTH || !printable) {
            throw new RejectedException(field, id, Rule.ID);
        }
        return addressable(field, id);
    }

    /** Browsers and most URL libraries remove these names from a path, even if they are encoded. */
    private static String addressable(String field, String name) throws RejectedException {
        if (name.equals(".") || name.equals("..")) {
            throw new RejectedException(field, name, Rule.DOTS);
        }
        return name;
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean detect(String field, @Nullable String text) throws RejectedException {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new RejectedException(field, text, Rule.DETECT);
        }
        return true;
    }
}
