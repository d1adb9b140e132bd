package io.vigia.query.http;

import io.vigia.web.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The live page as it is sent; all that moves on it comes later, by its scripts. */
public final class LivePage {
    private static final String TEMPLATE = "/io/vigia/query/live.html";

    private final String template;
    private final String name;
    private final String version;

    /**
     * @param name of this installation
     * @param assets its scripts and styles
     */
    public LivePage(String name, Assets assets) {
        this.template = read();
        this.name = name;
        this.version = assets.version();
    }

    /**
     * The whole page.
     *
     * @param title its heading
     * @param visits how many there were; empty where that is not told
     * @param calls what it says of the calls
     * @param foot its last line
     */
    Html page(String title, String visits, Html calls, String foot) {
        return Html.format(template, title, version, version, version, visits, version, name, title, calls, foot);
    }

    private static String read() {
        try (InputStream template = LivePage.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException(TEMPLATE + " is not on the class path");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
