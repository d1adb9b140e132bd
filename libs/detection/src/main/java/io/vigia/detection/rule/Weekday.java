package io.vigia.detection.rule;

import java.nio.ByteBuffer;

/** The straight line that leads from the profile of a day to the values of one weekday. */
final class Weekday {
    private float profileMean;
    private float valueMean;
    private float variance;
    private float covariance;
    private int readings;

    void clear() {
        profileMean = 0;
        valueMean = 0;
        variance = 0;
        covariance = 0;
        readings = 0;
    }

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

    int bytes() {
        return StateBytes.length(readings) + (readings > 0 ? 4 * Float.BYTES : 0);
    }

    void write(ByteBuffer to) {
        StateBytes.write(readings, to);
        if (readings > 0) {
            to.putFloat(profileMean).putFloat(valueMean).putFloat(variance).putFloat(covariance);
        }
    }

    void read(ByteBuffer from) {
        clear();
        readings = (int) StateBytes.count(from, Integer.MAX_VALUE);
        if (readings > 0) {
            profileMean = StateBytes.finiteFloat(from);
            valueMean = StateBytes.finiteFloat(from);
            variance = StateBytes.finiteFloat(from);
            covariance = StateBytes.finiteFloat(from);
        }
    }
}
