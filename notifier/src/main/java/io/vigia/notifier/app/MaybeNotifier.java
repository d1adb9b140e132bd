package io.vigia.notifier.app;

import io.vigia.notifier.delivery.NotifierService;
import org.jspecify.annotations.Nullable;

/**
 * The notifier, or nothing if there is no notification file.
 *
 * @param service null: it idles
 */
record MaybeNotifier(@Nullable NotifierService service) implements AutoCloseable {
    void start() {
        if (service != null) {
            service.start();
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
    }
}
