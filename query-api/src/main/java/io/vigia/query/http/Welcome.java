package io.vigia.query.http;

import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /}.
 *
 * @param nombre of this installation
 * @param hostname of the instance that answers
 * @param visitas the number of visits, including this one; null while the store is unavailable
 * @param live the page for browsers
 */
record Welcome(String nombre, String hostname, @Nullable Long visitas, LivePage live) implements ClassicAnswer {
    private static final List<Call> CALLS = List.of(
            new Call("GET, POST", "/nuevo?dato=13.0", "guarda una medición"),
            new Call("GET, POST", "/detectar?dato=95", "guarda una medición y dice si es una anomalía"),
            new Call("GET, POST", "/listar", "las últimas mediciones"),
            new Call("GET, POST", "/borrar", "borra las mediciones"),
            new Call("POST", "/api/v1/readings", "guarda lecturas en JSON, NDJSON, CSV o protocolo de línea de Influx"),
            new Call("GET", "/api/v1/sensors", "los sensores conocidos"),
            new Call("GET", "/api/v1/sensors/{sensor}/readings", "lecturas y veredictos de un sensor"),
            new Call("GET", "/api/v1/sensors/{sensor}/anomalies", "anomalías de un sensor"),
            new Call(
                    "GET", "/api/v1/detections/{id}?wait=30", "el veredicto de una lectura, en cuanto esté disponible"),
            new Call("GET", "/api/v1/stream?sensor={sensor}", "los veredictos en directo, como eventos (SSE)"),
            new Call(
                    "GET",
                    "/api/v1/pipeline",
                    "estado del sistema: ritmo, latencia, trabajo pendiente e instancias activas"));

    private static final Set<String> READ = Set.of("/listar", "/api/v1/sensors", "/api/v1/pipeline");

    /** The members of the answer, in their order. */
    private record Body(
            String mensaje,
            String nombre,
            String hostname,
            @Nullable Long visitas,
            @Nullable String aviso,
            List<Call> llamadas) {}

    @Override
    public Object json() {
        return new Body(title(), nombre, hostname, visitas, visitas == null ? visits() : null, CALLS);
    }

    @Override
    public String text() {
        String calls = CALLS.stream()
                .map(call -> call.metodo() + " " + call.ruta() + ": " + call.descripcion())
                .collect(Collectors.joining("\n"));
        return title() + "\nHostname: " + hostname + "\nVisitas: " + visits() + "\n\n" + calls;
    }

    @Override
    public String title() {
        return "Bienvenido a " + nombre;
    }

    @Override
    public Html html() {
        return Html.format(
                "<dl><dt>Hostname</dt><dd>{}</dd><dt>Visitas</dt><dd>{}</dd></dl>\n{}", hostname, visits(), calls());
    }

    /** The calls as a table. */
    static Html calls() {
        Html calls = Html.concat(CALLS.stream().map(Welcome::row).toList());
        return Html.format("""
                <table><thead><tr><th>Método</th><th>Llamada</th><th>Para qué</th></tr></thead><tbody>
                {}
                </tbody></table>""", calls);
    }

    @Override
    public Optional<Html> page() {
        return Optional.of(
                live.page(title(), visitas == null ? "" : visitas.toString(), html(), "Respondido por " + hostname));
    }

    private String visits() {
        return visitas == null ? "no disponibles: el almacén no responde" : visitas.toString();
    }

    private static Html row(Call call) {
        return Html.format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", call.metodo(), link(call), call.descripcion());
    }

    /** Links only calls that read: a click must not store or delete anything. */
    private static Html link(Call call) {
        boolean reads = READ.contains(call.ruta());
        return reads
                ? Html.format("<a href=\"{}\">{}</a>", call.ruta(), call.ruta())
                : Html.format("<code>{}</code>", call.ruta());
    }
}
