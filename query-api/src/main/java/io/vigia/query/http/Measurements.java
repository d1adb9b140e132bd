package io.vigia.query.http;

import io.vigia.contract.Instants;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import io.vigia.store.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /listar}.
 *
 * @param hostname of the instance that answers
 * @param unit of its values; null if there is none
 * @param samples newest first
 * @param isFirst whether this is the page with the newest samples
 * @param next the cursor of older samples; null if there are none
 */
record Measurements(
        String hostname,
        String sensor,
        @Nullable String unit,
        List<Sample> samples,
        boolean isFirst,
        @Nullable String next)
        implements ClassicAnswer {
    private static final String CSV_HEADER = "sensor,ts,fecha,dato,prediccion,inferior,superior,puntuacion,anomalia\n";

    private record Body(
            String hostname,
            String sensor,
            List<Measurement> mediciones,
            @Nullable String next) {}

    @Override
    public Object json() {
        return new Body(hostname, sensor, samples.stream().map(Measurement::of).toList(), next);
    }

    @Override
    public String text() {
        String rows = samples.isEmpty()
                ? "No hay mediciones"
                : samples.stream()
                        .map(Measurement::of)
                        .map(measurement -> measurement.row(unit))
                        .collect(Collectors.joining("\n"));
        return title() + "\nHostname: " + hostname + "\n" + rows
                + older().map(cursor -> "\nAnteriores: " + page(cursor)).orElse("");
    }

    @Override
    public Optional<String> csv() {
        return Optional.of(CSV_HEADER + samples.stream().map(this::csvRow).collect(Collectors.joining()));
    }

    @Override
    public Map<String, String> headers() {
        return older().map(cursor -> Map.of("Link", "<" + page(cursor) + ">; rel=\"next\""))
                .orElse(Map.of());
    }

    @Override
    public String title() {
        return "Mediciones de " + sensor;
    }

    @Override
    public Html html() {
        return Html.format(
                """
                <p>Hostname: {}</p>
                {}
                <form action="/listar"><label>Sensor <input name="sensor" value="{}" maxlength="64" required></label>
                <button>Ver</button></form>
                {}""", hostname, links(), sensor, samples.isEmpty() ? Html.format("<p>No hay mediciones</p>") : list());
    }

    private Html list() {
        Html rows = Html.concat(samples.stream().map(this::row).toList());
        return Html.format("""
                {}
                <table><thead><tr><th>Fecha</th><th class="n">Medición</th><th class="n">Se esperaba</th>
                <th>Veredicto</th></tr></thead><tbody>
                {}
                </tbody></table>
                {}""", SparkLine.of(samples), rows, links());
    }

    private Html links() {
        Html newest =
                isFirst ? Html.format("") : Html.format("<a href=\"/listar?sensor={}\">Más recientes</a>", sensor);
        Html older = older().map(cursor -> Html.format("<a rel=\"next\" href=\"{}\">Anteriores</a>", page(cursor)))
                .orElse(Html.format(""));
        return Html.format(
                "<nav aria-label=\"Páginas\">{} {} <a href=\"/?sensor={}\">En vivo</a> "
                        + "<a href=\"/listar?sensor={}&format=csv\">CSV</a></nav>",
                newest,
                older,
                sensor,
                sensor);
    }

    private Html row(Sample sample) {
        Measurement measurement = Measurement.of(sample);
        return Html.format(
                "<tr{}><td><time>{}</time></td><td class=\"n\">→ {}</td><td class=\"n\">{}</td><td>{}</td></tr>",
                sample.anomaly() ? Html.format(" class=\"anomala\"") : Html.format(""),
                measurement.fecha(),
                measurement.number(unit),
                Double.isNaN(sample.prediction()) ? "" : Measurement.rounded(sample.prediction()),
                verdict(sample));
    }

    private static String verdict(Sample sample) {
        if (sample.anomaly()) {
            return "Anomalía";
        }
        return Double.isNaN(sample.prediction()) ? "" : "Normal";
    }

    private String csvRow(Sample sample) {
        return String.join(
                        ",",
                        sensor,
                        Long.toString(sample.ts()),
                        Instants.fecha(sample.ts()),
                        Double.toString(sample.value()),
                        csv(sample.prediction()),
                        csv(sample.lower()),
                        csv(sample.upper()),
                        csv(sample.score()),
                        Boolean.toString(sample.anomaly()))
                + "\n";
    }

    private static String csv(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private Optional<String> older() {
        return Optional.ofNullable(next);
    }

    /** Sensor ids and cursors have only characters that need no escaping in a URL. */
    private String page(String cursor) {
        return "/listar?sensor=" + sensor + "&cursor=" + cursor;
    }
}
