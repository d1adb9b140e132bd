package io.vigia.cli.replay;

import io.vigia.cli.record.Selection;
import io.vigia.cli.record.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a replay, kept in its marker topic so that it can be continued.
 *
 * @param version of this format
 * @param source where the readings come from
 * @param selection the options that were given
 * @param model {@code name@version} and SHA-256 of the model that scores everything; null: the models of the original run
 * @param firstModel {@code name@version} of the model before the first change
 * @param spans offsets of the source
 * @param created epoch milliseconds
 */
record ReplayPlan(
        int version,
        String source,
        Selection.Text selection,
        @Nullable String model,
        String firstModel,
        List<Span> spans,
        long created) {
    static final int VERSION = 1;

    /** Whether the other plan is the same request. */
    boolean sameRequest(ReplayPlan other) {
        return source.equals(other.source)
                && selection.equals(other.selection)
                && java.util.Objects.equals(model, other.model);
    }
}
