package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record of the labels topic.
 *
 * @param anomaly the id of the anomaly
 * @param label what was said about it; null: that was withdrawn
 */
public record LabelRecord(String anomaly, @Nullable Label label) {
    /** @throws InvalidEventException if it is neither a label nor its tombstone, or does not match its key */
    public static LabelRecord read(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new InvalidEventException("the record has no key; must be the id of an anomaly");
        }
        String anomaly = new String(key, StandardCharsets.UTF_8);
        Label label = value == null ? null : EventJson.readLabel(value);
        if (label != null && !label.anomaly().equals(anomaly)) {
            throw new InvalidEventException("the key is " + Excerpt.quote(key) + "; must be the event's anomaly, "
                    + Excerpt.quote(label.anomaly()));
        }
        return new LabelRecord(anomaly, label);
    }
}
