package io.vigia.cli.bench;

/** The values of a benchmark's sensors: a daily wave with noise, the same in every run. */
final class Series {
    /** Epoch milliseconds of the first reading of each sensor. */
    static final long START = 1_700_000_000_000L;

    private static final int PERIOD = 288;

    private Series() {}

    static String sensor(int number) {
        return "bench-" + number;
    }

    static long ts(long place) {
        return START + place * 1_000;
    }

    /** The value of a sensor at an index, with two decimals. */
    static double value(int sensor, long place) {
        double wave = 70 + 4 * Math.sin(2 * Math.PI * (place + sensor) / PERIOD);
        long mixed = (place * 0x9E3779B97F4A7C15L) ^ (sensor * 0xC2B2AE3D27D4EB4FL);
        double noise = ((mixed ^ (mixed >>> 29)) & 0xFFFF) / 65_536.0;
        return Math.round((wave + noise) * 100) / 100.0;
    }
}
