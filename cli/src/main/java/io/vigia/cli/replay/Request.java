package io.vigia.cli.replay;

import io.vigia.cli.record.Selection;
import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param kafka the broker, and the prefix of the original run
 * @param file a recording; null: the original's topics
 * @param selection which part
 * @param model folder of the bundle that judges everything; null: as in the original run
 */
record Request(
        KafkaSettings kafka,
        @Nullable Path file,
        Selection selection,
        @Nullable Path model) {
    /** Of a replay that exists already, whose plan says the rest. */
    static Request ofAll(KafkaSettings kafka, @Nullable Path file) {
        return new Request(kafka, file, new Selection(null, null, null, List.of(), Selection.Text.ALL), null);
    }
}
