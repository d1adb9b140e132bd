package io.vigia.contract;

import org.jspecify.annotations.Nullable;

/** A setting of a sensor that is not valid. */
public class InvalidSensorSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final @Nullable String received;
    private final String allowed;

    /** @param received null if the field itself does not exist */
    InvalidSensorSettingException(String field, @Nullable String received, String allowed) {
        super((received == null ? Excerpt.quote(field) + " is not a setting" : field + " is " + received) + "; must be "
                + allowed);
        this.field = field;
        this.received = received;
        this.allowed = allowed;
    }

    /** The name of the field. */
    public String field() {
        return field;
    }

    /** Its value as received, shortened; null if there is no such field. */
    public @Nullable String received() {
        return received;
    }

    /** The valid values. */
    public String allowed() {
        return allowed;
    }
}
