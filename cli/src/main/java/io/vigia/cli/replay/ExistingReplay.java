package io.vigia.cli.replay;

import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The argument that names a replay. */
final class ExistingReplay {
    @Parameters(paramLabel = "PREFIX", index = "0", description = "Prefix of the replay")
    @SuppressWarnings("NullAway.Init")
    String prefix;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            index = "1",
            description = "The recording, if the replay is one of a recording")
    private @Nullable Path file;

    /** Finds its topics and its plan. */
    Preparation.Ready find(KafkaSettings kafka, Admin admin) {
        return new Preparation(Request.ofAll(kafka, file), admin).goOn(prefix);
    }
}
