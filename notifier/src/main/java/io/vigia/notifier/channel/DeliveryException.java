package io.vigia.notifier.channel;

import org.jspecify.annotations.Nullable;

/** The other side did not take a notification. The message contains no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    /** @param permanent whether the same notification would be refused again */
    public DeliveryException(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether the same notification would be refused again. */
    public boolean isPermanent() {
        return permanent;
    }

    /** One that may be repeated. */
    static DeliveryException temporary(String message) {
        return new DeliveryException(message, false, null);
    }
}
