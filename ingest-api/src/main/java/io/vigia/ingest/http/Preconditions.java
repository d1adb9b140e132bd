package io.vigia.ingest.http;

import io.vigia.contract.SettingsDocument;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a caller expects of the settings that it changes (RFC 9110, 13.1).
 *
 * @param ifMatch the entity tags of which one must be the current one, or {@code *}; null: none is expected
 * @param ifNoneMatch the entity tags of which none may be the current one, or {@code *}; null: any may be
 */
record Preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    /**
     * Checks them.
     *
     * @throws ProblemException (412) if the settings are others
     */
    void check(@Nullable SettingsDocument current) {
        if (ifMatch != null && !names(ifMatch, current)) {
            throw refused("If-Match", ifMatch, current, "the current ETag, or * for any settings that exist");
        }
        if (ifNoneMatch != null && names(ifNoneMatch, current)) {
            throw refused("If-None-Match", ifNoneMatch, current, "an ETag other than the current one");
        }
    }

    private static boolean names(String tags, @Nullable SettingsDocument current) {
        return current != null
                && Arrays.stream(tags.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(current)));
    }

    private static String tag(SettingsDocument document) {
        return '"' + document.id() + '"';
    }

    private static ProblemException refused(
            String header, String received, @Nullable SettingsDocument current, String allowed) {
        String now = current == null ? "there are no settings" : "the current ETag is " + tag(current);
        return new ProblemException(Problem.of(
                        412,
                        "precondition-failed",
                        "The settings have changed",
                        header + " is " + Problem.shortened(received) + ", but " + now
                                + "; nothing was changed; read the settings and repeat the change")
                .at(header, received, allowed));
    }
}
