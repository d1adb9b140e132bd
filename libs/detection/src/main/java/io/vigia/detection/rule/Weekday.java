package io.vigia.detection.rule;

/** The straight line that leads from the profile of a day to the values of one weekday. */
final class Weekday {
    /** Encoded length. */
    static final int BYTES = Integer.BYTES + 4 * Float.BYTES;

    private float profileMean;
    private float valueMean;
    private float variance;
    private float covariance;
    private int readings;

    int readings() {
        return readings;
    }

    /** What is usual on this weekday where the profile says {@code profile}. */
    double of(double profile) {
        double slope = variance > 0 ? (double) covariance / variance : 1;
        return valueMean + slope * (profile - profileMean);
    }

    /** Learns a value. {@code span} is how many readings count. */
    void add(double profile, double value, double span) {
        readings += readings <= span ? 1 : 0;
        double share = Math.max(1.0 / readings, 1 / span);
        double d = profile - profileMean;
        double dv = value - valueMean;
        profileMean += (float) (share * d);
        valueMean += (float) (share * dv);
        variance = (float) ((1 - share) * (variance + share * d * d));
        covariance = (float) ((1 - share) * (covariance + share * d * dv));
    }

    /** Writes it as number {@code i} of an array. */
    void write(StoredArray to, int i) {
        int at = i * BYTES;
        to.putInt(at, readings);
        to.putFloat(at + 4, profileMean);
        to.putFloat(at + 8, valueMean);
        to.putFloat(at + 12, variance);
        to.putFloat(at + 16, covariance);
    }

    void read(StoredArray from, int i) {
        int at = i * BYTES;
        readings = from.getInt(at);
        profileMean = from.getFloat(at + 4);
        valueMean = from.getFloat(at + 8);
        variance = from.getFloat(at + 12);
        covariance = from.getFloat(at + 16);
    }
}
