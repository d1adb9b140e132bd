package io.vigia.csv;

import io.vigia.contract.SensorId;
import java.nio.file.Path;

/** A sensor named after a file. */
public final class SensorName {
    private SensorName() {}

    /** The file's name without its ending, with a dash for each character that a sensor's id can't have. */
    public static String of(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._:-]", "-");
        return stem.isEmpty() ? SensorId.DEFAULT : stem.substring(0, Math.min(stem.length(), SensorId.MAX_LENGTH));
    }
}
