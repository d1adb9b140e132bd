package io.vigia.cli.api;

import java.util.List;

/**
 * The result of a batch.
 *
 * @param accepted readings that are in the log
 * @param refused readings that will never be
 */
public record SendResult(int accepted, List<Refused> refused) {
    /**
     * A reading that was refused.
     *
     * @param index in the batch, from 0
     * @param why as the server says it
     */
    public record Refused(int index, String why) {}
}
