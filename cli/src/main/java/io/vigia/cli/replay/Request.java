package io.vigia.cli.replay;

import io.vigia.cli.record.Selection;
import io.vigia.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request of a replay.
 *
 * @param kafka the broker, and the prefix of the original run
 * @param file a recording; null: the original's topics
 * @param selection the part of the readings
 * @param model folder of the bundle that scores everything; null: the models of the original run
 */
record Request(
        KafkaSettings kafka,
        @Nullable Path file,
        Selection selection,
        @Nullable Path model) {
    /** A request for an existing replay, whose plan has the rest. */
    static Request ofAll(KafkaSettings kafka, @Nullable Path file) {
        return new Request(kafka, file, new Selection(null, null, null, List.of(), Selection.Text.ALL), null);
    }
}
