package io.vigia.detector.app;

import io.vigia.contract.settings.Variables;
import io.vigia.store.RedisSeriesStore;
import io.vigia.store.SeriesStore;
import io.vigia.web.ServiceLauncher;
import java.util.List;

/** The stream detector as a process of its own, with its sink on Redis. */
public final class StreamDetector {
    private StreamDetector() {}

    public static void main(String[] arguments) {
        Variables variables = Variables.process();
        ServiceLauncher.main(() -> ServiceLauncher.startWithoutPublicPort(
                "stream-detector",
                variables,
                List.of(DetectorConfiguration.class),
                context -> context.registerBean("store", SeriesStore.class, () -> RedisSeriesStore.open(variables))));
    }
}
