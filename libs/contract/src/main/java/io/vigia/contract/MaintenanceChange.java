package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * From this event on, work on some sensors is planned, or is not planned any more. Each partition of the readings has one, so a
 * replay has the change at the same place. Its record has no key.
 *
 * @param id the same on all partitions
 * @param maintenance the id of the planned work
 * @param planned the work; null: it was withdrawn
 */
public record MaintenanceChange(
        String id, String maintenance, @Nullable Maintenance planned) implements ReadingEvent {
    /** The value of {@code type} that distinguishes planned work from a reading. */
    public static final String TYPE = "maintenance";

    @Override
    public String key() {
        return maintenance;
    }

    @Override
    public byte @Nullable [] recordKey() {
        return null;
    }
}
