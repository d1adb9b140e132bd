package io.vigia.detector.topology;

import io.vigia.contract.Reading;

/** Sends the readings of sensors, each later than the one before. */
final class SensorSeries {
    private final TopologyHarness vigia;
    private long ts;

    SensorSeries(TopologyHarness vigia) {
        this.vigia = vigia;
    }

    /** Time of the newest reading, epoch milliseconds. */
    long ts() {
        return ts;
    }

    /** Sends as many readings as a verdict needs before it, one a second. */
    void warmUp(String sensor) {
        for (int i = 0; i < TopologyHarness.WINDOW; i++) {
            send(sensor, 1_000, 2);
        }
    }

    /** @param later milliseconds after the newest reading of any sensor */
    Reading send(String sensor, long later, double value) {
        ts += later;
        return vigia.sendAt(sensor, ts, value);
    }
}
