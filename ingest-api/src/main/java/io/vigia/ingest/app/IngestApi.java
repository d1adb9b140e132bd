package io.vigia.ingest.app;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.ServiceSettings;
import io.vigia.settings.Variables;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs ingest-api as a separate process. */
public final class IngestApi {
    private IngestApi() {}

    /** Starts it, configured by its environment. */
    public static void main(String[] args) {
        ServiceLauncher.main(() -> start(Variables.process()));
    }

    /**
     * Starts it.
     *
     * @throws io.vigia.runtime.settings.StartRefusedException if settings, a port or a topic make the start impossible
     */
    static ConfigurableApplicationContext start(Variables variables) {
        ServiceSettings.refuse(ServiceSettings.check(variables).settings(IngestSettings.ALL, IngestSettings::from));
        return ServiceLauncher.start("ingest-api", variables, List.of(IngestConfiguration.class));
    }
}
