package io.vigia.verdict;

/**
 * How far beyond its bound an anomaly lies: the ratio of its total score to the bound that it exceeded (for the rule
 * {@code absolute-error}: of its error to the threshold; for {@code adaptive-2}, where the value lies outside the band: of
 * its distance from the prediction to that of the band's edge).
 */
public enum Severity implements WireName {
    /** Below 1.25 times the bound. */
    LOW("low"),
    /** From 1.25 times the bound. */
    MEDIUM("medium"),
    /** From 1.75 times the bound. */
    HIGH("high"),
    /** From 2.5 times the bound. */
    CRITICAL("critical");

    private final String wire;

    Severity(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The severity of a ratio; 1 at the bound. */
    public static Severity of(double ratio) {
        if (ratio < 1.25) {
            return LOW;
        }
        if (ratio < 1.75) {
            return MEDIUM;
        }
        return ratio < 2.5 ? HIGH : CRITICAL;
    }
}
