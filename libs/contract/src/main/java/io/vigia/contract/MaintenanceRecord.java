package io.vigia.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record of the maintenance topic.
 *
 * @param id of the planned work
 * @param planned the work; null: it was withdrawn
 */
public record MaintenanceRecord(String id, @Nullable Maintenance planned) {
    /** @throws InvalidEventException if it is neither planned work nor its tombstone, or does not match its key */
    public static MaintenanceRecord read(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            throw new InvalidEventException("the record has no key; must be the id of planned work");
        }
        String id = new String(key, StandardCharsets.UTF_8);
        Maintenance planned = value == null ? null : EventJson.readMaintenance(value);
        if (planned != null && !planned.id().equals(id)) {
            throw new InvalidEventException(
                    "the key is " + Excerpt.quote(key) + "; must be the event's id, " + Excerpt.quote(planned.id()));
        }
        return new MaintenanceRecord(id, planned);
    }
}
