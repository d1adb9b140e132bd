package io.vigia.contract;

/**
 * The sink's word that the store has applied a deletion.
 *
 * @param id the deletion's id
 */
public record Deleted(String id) implements DetectionEvent {
    /** The value of {@code type} that tells a confirmation from a verdict. */
    public static final String TYPE = "deleted";
}
