package io.vigia.cli;

import io.vigia.detector.app.StreamDetector;
import io.vigia.ingest.app.IngestApi;
import io.vigia.notifier.app.Notifier;
import io.vigia.query.app.QueryApi;
import picocli.CommandLine.Command;

/** One service alone, as in a container; each runs until it is stopped. */
final class ServiceCommands {
    private ServiceCommands() {}

    /** {@code vigia ingest-api}. */
    @Command(name = "ingest-api", mixinStandardHelpOptions = true, description = "Runs only ingest-api.")
    static final class Ingest extends Service {
        Ingest() {
            super(IngestApi::main);
        }
    }

    /** {@code vigia stream-detector}. */
    @Command(name = "stream-detector", mixinStandardHelpOptions = true, description = "Runs only stream-detector.")
    static final class Detector extends Service {
        Detector() {
            super(StreamDetector::main);
        }
    }

    /** {@code vigia query-api}. */
    @Command(name = "query-api", mixinStandardHelpOptions = true, description = "Runs only query-api.")
    static final class Query extends Service {
        Query() {
            super(QueryApi::main);
        }
    }

    /** {@code vigia notifier}. */
    @Command(name = "notifier", mixinStandardHelpOptions = true, description = "Runs only notifier.")
    static final class Notify extends Service {
        Notify() {
            super(Notifier::main);
        }
    }
}
