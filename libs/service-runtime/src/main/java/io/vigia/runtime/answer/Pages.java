package io.vigia.runtime.answer;

import java.nio.charset.StandardCharsets;

/** The frame of every page: Spanish, titled by {@code NAME}, light and dark, readable without scripts. */
public final class Pages {
    public static final String STYLE = """
            :root{color-scheme:light dark;--ground:#f5f7fa;--surface:#fff;--ink:#17212e;--muted:#566474;--line:#dde3ea;
            --value:#1f5fa8;--bad:#c22f49;--bad-soft:#c22f4914;--good:#1c7449}
            @media(prefers-color-scheme:dark){:root{--ground:#0e141b;--surface:#161e28;--ink:#e7edf4;--muted:#9cabbb;
            --line:#293543;--value:#72b3f7;--bad:#ff7288;--bad-soft:#ff72881f;--good:#5fcb97}}
            body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;background:var(--ground);
            color:var(--ink)}
            a{color:var(--value)}header a{color:inherit;text-decoration:none;font-weight:700}h1{font-size:1.5rem}
            table{border-collapse:collapse;background:var(--surface);border:1px solid var(--line);font-size:.9375rem}
            th,td{padding:.3rem 1rem;text-align:start;border-bottom:1px solid var(--line)}
            th{color:var(--muted);font-size:.8125rem}th.n,td.n{text-align:end;font-variant-numeric:tabular-nums}
            tr.anomala td{background:var(--bad-soft)}tr.anomala td:last-child{color:var(--bad);font-weight:600}
            nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0}
            form{margin:1rem 0}input,button{font:inherit;color:inherit;padding:.25rem .6rem;border:1px solid var(--line);
            border-radius:.4rem;background:var(--surface)}
            .linea{display:block;width:100%;height:7rem;margin:1rem 0;background:var(--surface);
            border:1px solid var(--line);border-radius:.6rem;fill:none;stroke-linejoin:round;stroke-linecap:round}
            .linea *{vector-effect:non-scaling-stroke}.linea polyline{stroke:var(--value);stroke-width:1.6}
            .linea path{stroke:var(--bad);stroke-width:8}
            dl{display:grid;grid-template-columns:max-content auto;gap:.25rem 1rem}dd{margin:0}
            .alerta{border-inline-start:.4rem solid var(--bad);padding:.1rem 1rem}
            .bien{border-inline-start:.4rem solid var(--good);padding:.1rem 1rem}
            footer{margin-top:2rem;color:var(--muted);font-size:.875rem}
            @media(max-width:40rem){th,td{padding:.3rem .5rem}}""";

    private final String name;
    private final String hostname;

    /**
     * @param name title of every page
     * @param hostname of this instance, shown in the footer
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
