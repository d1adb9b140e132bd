package io.vigia.query.http;

import io.vigia.runtime.answer.Html;

/** The live page as it is sent; its scripts load the data later. */
public final class LivePage {
    private final String template;
    private final String name;
    private final String version;
    private final Html keyDialog = PageTemplate.keyDialog();

    /**
     * @param name of this installation
     * @param assets its scripts and styles
     */
    public LivePage(String name, Assets assets) {
        this.template = PageTemplate.read("live.html");
        this.name = name;
        this.version = assets.version();
    }

    /**
     * The whole page.
     *
     * @param title its heading
     * @param visits the number of visits; empty if it is not shown
     * @param calls the list of calls
     * @param foot its last line
     */
    Html page(String title, String visits, Html calls, String foot) {
        return Html.format(
                template, title, version, version, version, visits, version, name, keyDialog, title, calls, foot);
    }
}
