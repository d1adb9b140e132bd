package io.vigia.query.http;

import io.vigia.runtime.answer.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A template of a page in the jar, with {@code {}} for each argument. */
final class PageTemplate {
    private static final String FOLDER = "/io/vigia/query/";

    private PageTemplate() {}

    /** What a page shows where a key is needed: a notice and a dialog to enter it. */
    static Html keyDialog() {
        return Html.format(read("key.html"));
    }

    /** The whole file. */
    static String read(String name) {
        try (InputStream template = PageTemplate.class.getResourceAsStream(FOLDER + name)) {
            if (template == null) {
                throw new IllegalStateException(FOLDER + name + " is not on the class path");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
