package io.vigia.cli.demo;

import java.util.Random;

/**
 * Something that goes wrong with a sensor.
 *
 * @param from the first minute of the day that it shows
 * @param minutes how long it shows
 * @param size how far it goes, in the sensor's unit
 */
record Fault(Kind kind, int from, int minutes, double size) {
    /** What goes wrong. */
    enum Kind {
        SPIKE("spike"),
        DROP("drop to zero"),
        STUCK("stuck at one value"),
        DRIFT("slow drift"),
        LEVEL_SHIFT("level shift"),
        NOISE_BURST("noise burst");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The minute after its last. */
    int end() {
        return from + minutes;
    }

    /** Writes it into a day. */
    void damage(double[] day, Random random) {
        double before = day[from - 1];
        for (int minute = from; minute < end(); minute++) {
            day[minute] = damaged(day[minute], before, minute - from, random);
        }
    }

    private double damaged(double healthy, double before, int minute, Random random) {
        return switch (kind) {
            case SPIKE, LEVEL_SHIFT -> healthy + size;
            case DROP -> 0;
            case STUCK -> before;
            case DRIFT -> healthy + size * (minute + 1) / minutes;
            case NOISE_BURST -> healthy + size * random.nextGaussian();
        };
    }
}
