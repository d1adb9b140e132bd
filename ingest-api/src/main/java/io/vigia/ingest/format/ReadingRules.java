package io.vigia.ingest.format;

import io.vigia.contract.EventIds;
import io.vigia.contract.Instants;
import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.contract.TsSource;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The rules that every reading obeys, whatever form it came in. */
public final class ReadingRules {
    private final InstantSource clock;

    public ReadingRules(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A reading of parts that were checked.
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
        if (text == null || text.isBlank()) {
            throw new RejectedException(field, text, Rule.VALUE);
        }
        double value = Decimals.parse(text.strip());
        if (!Double.isFinite(value)) {
            throw new RejectedException(field, text, Rule.VALUE);
        }
        return value;
    }

    /** A sensor's id. */
    public String sensor(String field, String id) throws RejectedException {
        if (!SensorId.isValid(id)) {
            throw new RejectedException(field, id, Rule.SENSOR);
        }
        return id;
    }

    /** A client's time as text. */
    public long ts(String field, String text) throws RejectedException {
        try {
            return ts(field, text, Instants.parse(text.strip()));
        } catch (IllegalArgumentException noTime) {
            throw new RejectedException(field, text, Rule.TS);
        }
    }

    /** A client's time in epoch milliseconds; {@code text} is how it was written. */
    public long ts(String field, String text, long ts) throws RejectedException {
        if (ts < 0) {
            throw new RejectedException(field, text, Rule.TS);
        }
        if (ts > clock.millis() + Reading.MAX_AHEAD_MS) {
            throw new RejectedException(field, text, Rule.TS_AHEAD);
        }
        return ts;
    }

    /** A client's own id. */
    public String id(String field, String id) throws RejectedException {
        boolean printable = id.chars().allMatch(c -> c > ' ' && c <= '~');
        if (id.isEmpty() || id.length() > EventIds.MAX_LENGTH || !printable) {
            throw new RejectedException(field, id, Rule.ID);
        }
        return id;
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
