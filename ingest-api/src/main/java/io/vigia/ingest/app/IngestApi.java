package io.vigia.ingest.app;

import io.vigia.contract.settings.Variables;
import io.vigia.web.ServiceLauncher;
import java.util.List;

/** ingest-api as a process of its own. */
public final class IngestApi {
    private IngestApi() {}

    /** Starts it, configured by its environment. */
    public static void main(String[] args) {
        ServiceLauncher.main(
                () -> ServiceLauncher.start("ingest-api", Variables.process(), List.of(IngestConfiguration.class)));
    }
}
