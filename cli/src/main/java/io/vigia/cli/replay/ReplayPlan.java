package io.vigia.cli.replay;

import io.vigia.cli.record.Selection;
import io.vigia.cli.record.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is made of, kept in its marker topic so that it can be continued.
 *
 * @param version of this record
 * @param source where the readings come from
 * @param selection the options that were given
 * @param model {@code name@version} and SHA-256 of the one model that judges everything; null: as in the original run
 * @param firstModel {@code name@version} that judges before every change
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

    /** Whether the same was asked for. */
    boolean sameRequest(ReplayPlan other) {
        return source.equals(other.source)
                && selection.equals(other.selection)
                && java.util.Objects.equals(model, other.model);
    }
}
