package io.vigia.detection.onnx;

import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.Scaling;
import tools.jackson.databind.node.ObjectNode;

/** The input scaling in {@code model.json}. */
final class ScalingJson {
    private ScalingJson() {}

    static Scaling read(JsonFields json) {
        String kind = json.text("kind");
        return json.make(() -> read(kind, json));
    }

    private static Scaling read(String kind, JsonFields json) {
        return switch (kind) {
            case "none" -> new Scaling.None();
            case "minmax" -> new Scaling.MinMax(json.number("min"), json.number("max"));
            case "standard" -> new Scaling.Standard(json.number("mean"), json.number("scale"));
            case "robust" -> new Scaling.Robust(json.number("center"), json.number("scale"));
            case "sensor" -> new Scaling.Sensor(json.number("clip"));
            default ->
                throw new InvalidModelException(
                        json.path("kind"), "'" + kind + "'", "none, minmax, standard, robust or sensor");
        };
    }

    static void write(Scaling scaling, ObjectNode to) {
        if (scaling instanceof Scaling.MinMax minMax) {
            to.put("kind", "minmax").put("min", minMax.min()).put("max", minMax.max());
        } else if (scaling instanceof Scaling.Standard standard) {
            to.put("kind", "standard").put("mean", standard.mean()).put("scale", standard.scale());
        } else if (scaling instanceof Scaling.Robust robust) {
            to.put("kind", "robust").put("center", robust.center()).put("scale", robust.scale());
        } else if (scaling instanceof Scaling.Sensor sensor) {
            to.put("kind", "sensor").put("clip", sensor.clip());
        } else if (scaling instanceof Scaling.None) {
            to.put("kind", "none");
        } else {
            throw new IllegalStateException("unknown scaling " + scaling);
        }
    }
}
