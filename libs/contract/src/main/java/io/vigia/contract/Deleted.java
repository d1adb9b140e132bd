package io.vigia.contract;

/**
 * The sink's confirmation that the store has applied a deletion.
 *
 * @param id the deletion's id
 */
public record Deleted(String id) implements DetectionEvent {
    /** The value of {@code type} that distinguishes a confirmation from a verdict. */
    public static final String TYPE = "deleted";
}
