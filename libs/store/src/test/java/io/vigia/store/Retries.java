package io.vigia.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Writes as the sink does: again until the store takes it. */
public final class Retries {
    private Retries() {}

    public static WriteResult write(SeriesStore store, List<StoreWrite> writes) {
        AtomicReference<WriteResult> result = new AtomicReference<>();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(StoreUnavailableException.class::isInstance)
                .until(() -> {
                    result.set(store.write(writes));
                    return true;
                });
        return result.get();
    }
}
