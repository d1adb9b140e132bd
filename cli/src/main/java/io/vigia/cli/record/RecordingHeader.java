package io.vigia.cli.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a recording.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format
 * @param prefix of the topics that were recorded
 * @param created epoch milliseconds
 * @param selection the options that were given
 * @param spans the offsets that the options selected
 * @param firstModel {@code name@version} of the model before the first change; null if unknown
 */
public record RecordingHeader(
        String format,
        int version,
        String prefix,
        long created,
        Selection.Text selection,
        List<Span> spans,
        @Nullable String firstModel) {
    public static final String FORMAT = "vigia-recording";
    public static final int VERSION = 1;
}
