package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/**
 * Planned work on some sensors: a record of the maintenance topic, for those that start later. Only the {@link MaintenanceChange}
 * in the readings determines which readings it covers.
 *
 * @param id unique
 * @param sensors whose readings it covers
 * @param from the time of the first reading that it covers, epoch milliseconds
 * @param to the end of that time, which it does not cover; later than {@code from}
 * @param by who planned it, 1 to {@value Action#MOST_BY} characters
 * @param note why, at most {@value Action#MOST_NOTE} characters; null if nothing was said
 */
public record Maintenance(
        String id,
        SensorPattern sensors,
        long from,
        long to,
        String by,
        @Nullable String note) {
    /** Whether it covers a reading of one of its sensors with this time. */
    public boolean covers(long ts) {
        return from <= ts && ts < to;
    }
}
