package io.vigia.models.judge;

/** What the Numenta Anomaly Benchmark gives and takes for hits and errors, in its three published profiles. */
public enum NabProfile {
    STANDARD("standard", 1, 0.11, 1),
    REWARD_LOW_FP("reward_low_FP_rate", 1, 0.22, 1),
    REWARD_LOW_FN("reward_low_FN_rate", 1, 0.11, 2);

    private final String key;
    private final double hit;
    private final double falseAlarm;
    private final double miss;

    NabProfile(String key, double hit, double falseAlarm, double miss) {
        this.key = key;
        this.hit = hit;
        this.falseAlarm = falseAlarm;
        this.miss = miss;
    }

    /** Its name in the benchmark's files. */
    public String key() {
        return key;
    }

    /** Points for a window whose first row is detected. */
    double hit() {
        return hit;
    }

    /** Points taken for a detection far from any window. */
    double falseAlarm() {
        return falseAlarm;
    }

    /** Points taken for a window without a detection. */
    double miss() {
        return miss;
    }
}
