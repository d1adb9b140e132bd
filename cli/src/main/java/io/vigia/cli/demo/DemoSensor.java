package io.vigia.cli.demo;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A sensor of the demonstration.
 *
 * @param id of this run alone
 * @param values of one day, one a minute, its fault included
 * @param fault empty for a healthy one
 */
record DemoSensor(String id, double[] values, Optional<Fault> fault) {
    /** The plant: six sensors with a fault each, after the hours that a sensor needs to be known; two without. */
    static List<DemoSensor> plant(String run, long seed) {
        Random random = new Random(seed);
        return List.of(
                faulty(run, "boiler", new Signal(82, 3, 0, 1, 0.3), new Fault(Fault.Kind.SPIKE, 840, 2, 9), random),
                faulty(run, "pump", new Signal(4.5, 0.2, 0, 1, 0.15), new Fault(Fault.Kind.DROP, 780, 3, 0), random),
                faulty(
                        run,
                        "freezer",
                        new Signal(-18, 0.3, 0.8, 30, 0.1),
                        new Fault(Fault.Kind.STUCK, 900, 120, 0),
                        random),
                faulty(
                        run,
                        "bearing",
                        new Signal(55, 2, 0, 1, 0.25),
                        new Fault(Fault.Kind.DRIFT, 960, 240, 10),
                        random),
                faulty(
                        run,
                        "pressure",
                        new Signal(6, 0.05, 0, 1, 0.05),
                        new Fault(Fault.Kind.LEVEL_SHIFT, 1_020, 420, 0.5),
                        random),
                faulty(
                        run,
                        "flow",
                        new Signal(120, 6, 0, 1, 2),
                        new Fault(Fault.Kind.NOISE_BURST, 1_140, 45, 14),
                        random),
                healthy(run, "hall", new Signal(21, 2, 0, 1, 0.1), random),
                healthy(run, "power", new Signal(300, 40, 0, 1, 8), random));
    }

    private static DemoSensor faulty(String run, String name, Signal signal, Fault fault, Random random) {
        double[] day = signal.day(random);
        fault.damage(day, random);
        return new DemoSensor(id(run, name), rounded(day), Optional.of(fault));
    }

    private static DemoSensor healthy(String run, String name, Signal signal, Random random) {
        return new DemoSensor(id(run, name), rounded(signal.day(random)), Optional.empty());
    }

    private static String id(String run, String name) {
        return "demo-" + run + "-" + name;
    }

    /** A sensor has a resolution: three decimals. */
    private static double[] rounded(double[] day) {
        for (int minute = 0; minute < day.length; minute++) {
            day[minute] = Math.round(day[minute] * 1_000) / 1_000.0;
        }
        return day;
    }
}
