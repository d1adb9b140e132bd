package io.vigia.notifier.channel;

import io.vigia.notifier.message.Notice;
import java.util.List;

/** Sends notices to one place. Used by one thread at a time. */
public interface Channel extends AutoCloseable {
    /**
     * Sends notices; returns when the other side has taken them.
     *
     * @param notices at least one, oldest first; exactly one unless {@link #groups}
     * @throws DeliveryException if the other side did not take them
     */
    void send(List<Notice> notices) throws DeliveryException, InterruptedException;

    /** Whether several notices become one message. */
    boolean groups();

    /** Whether what is open must be said again and again. */
    default boolean resends() {
        return false;
    }

    /**
     * Says again what is open, at the most a minute after the last time; only if {@link #resends}.
     *
     * @param open a notice for each open incident that this channel is told of
     * @throws DeliveryException if the other side did not take it
     */
    default void resend(List<Notice> open) throws DeliveryException, InterruptedException {
        throw new UnsupportedOperationException("nothing is sent again");
    }

    @Override
    default void close() {}
}
