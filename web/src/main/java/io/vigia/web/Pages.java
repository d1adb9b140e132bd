package io.vigia.web;

import java.nio.charset.StandardCharsets;

/** The frame of every page: Spanish, titled by {@code NAME}, light and dark, readable without scripts. */
public final class Pages {
    static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
            header a{color:inherit;text-decoration:none;font-weight:600}
            table{border-collapse:collapse}th,td{padding:.25rem .75rem;text-align:start;border-bottom:1px solid #8886}
            td.n{text-align:end;font-variant-numeric:tabular-nums}
            dl{display:grid;grid-template-columns:max-content auto;gap:.25rem 1rem}dd{margin:0}
            .alerta{border-inline-start:.4rem solid #c62828;padding:.1rem 1rem}
            .bien{border-inline-start:.4rem solid #2e7d32;padding:.1rem 1rem}
            footer{margin-top:2rem;opacity:.75;font-size:.875rem}""";

    private final String name;
    private final String hostname;

    /**
     * @param name titles every page
     * @param hostname of who answers, in the footer
     */
    public Pages(String name, String hostname) {
        this.name = name;
        this.hostname = hostname;
    }

    /** A whole page in UTF-8; {@code body} is the content of {@code <main>}, below its {@code <h1>}. */
    public byte[] page(String title, Html body) {
        Html page = Html.format("""
                <!doctype html>
                <html lang="es">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} · {}</title>
                <style>{}</style>
                </head>
                <body>
                <header><a href="/">{}</a></header>
                <main>
                <h1>{}</h1>
                {}
                </main>
                <footer>Respondido por {}</footer>
                </body>
                </html>
                """, title, name, new Html(STYLE), name, title, body, hostname);
        return page.markup().getBytes(StandardCharsets.UTF_8);
    }
}
