package io.vigia.detection.rule;

import io.vigia.detection.judgement.Episode;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import org.jspecify.annotations.Nullable;

/** What the rule says of one reading; reused from reading to reading. NaN and null where a number or reason does not apply. */
public final class Verdict {
    final Parts parts = new Parts();
    private boolean provisional;
    private double prediction;
    private double lower;
    private double upper;
    private double total;
    private double bound;
    private double repeats;
    private boolean anomaly;
    private boolean alarm;
    private Episode episode = Episode.NONE;
    private @Nullable Reason reason;
    private double boundFactor = Double.NaN;

    /** Whether a value is not strictly inside the band. */
    boolean excludes(double value) {
        return value <= lower || value >= upper;
    }

    /** Keeps the band within the limits that are set. */
    void limit(Tuning tuning) {
        lower = tuning.limitedLower(lower);
        upper = tuning.limitedUpper(upper);
    }

    void set(boolean isProvisional, double expected, double s, double held, double recentIncidents) {
        provisional = isProvisional;
        prediction = expected;
        total = s;
        bound = held;
        repeats = recentIncidents;
    }

    void band(double low, double high) {
        lower = low;
        upper = high;
    }

    void decide(boolean isAnomaly, @Nullable Reason why) {
        anomaly = isAnomaly;
        reason = why;
        boundFactor = Double.NaN;
    }

    void boundFactor(double needed) {
        boundFactor = needed;
    }

    void incident(boolean opens, Episode after) {
        alarm = opens;
        episode = after;
    }

    /** Whether it is from before the first calibration. */
    public boolean provisional() {
        return provisional;
    }

    /** The value that was expected. */
    public double prediction() {
        return prediction;
    }

    /** Lower end of the band: a value below is an anomaly. */
    public double lower() {
        return lower;
    }

    /** Upper end of the band: a value above is an anomaly. */
    public double upper() {
        return upper;
    }

    /** S. */
    public double total() {
        return total;
    }

    /** What S must reach to be an anomaly. */
    public double bound() {
        return bound;
    }

    /** k: recent incidents, which raise the bound. */
    public double repeats() {
        return repeats;
    }

    public boolean anomaly() {
        return anomaly;
    }

    /** Whether the reading opens an incident. */
    public boolean alarm() {
        return alarm;
    }

    /** What is held of an incident after the reading. */
    public Episode episode() {
        return episode;
    }

    /** Why it is an anomaly; null if it is none. */
    public @Nullable Reason reason() {
        return reason;
    }

    /**
     * The factor by which the bound of the reason must rise, on top of what feedback has raised it, for the reading not to count: more
     * than 1, at most 2, which may be less than it takes. NaN if it is not an anomaly, or if that alone would not do: it is beyond a limit
     * or provisional, or the level was still moved when it was last compared.
     */
    public double boundFactor() {
        return boundFactor;
    }

    /** The weighted rarity of the value; NaN if provisional. */
    public double rarity() {
        return provisional ? Double.NaN : parts.value;
    }

    /** The weighted excess of recent errors; NaN if provisional. */
    public double errorExcess() {
        return provisional ? Double.NaN : parts.error;
    }

    /** The larger of the weighted shifts of the level; NaN if provisional. */
    public double levelExcess() {
        return provisional ? Double.NaN : parts.shift();
    }

    /**
     * How far out of the usual the value lies, where 1 is the edge of the band: as a multiple of the distance from the
     * prediction to that edge, or of S to its bound where it lies inside.
     */
    public double excess(double value) {
        double edge = value < prediction ? lower : upper;
        double usual = Math.abs(edge - prediction);
        double distance = Math.abs(value - prediction);
        return usual > 0 && distance >= usual ? distance / usual : total / bound;
    }
}
