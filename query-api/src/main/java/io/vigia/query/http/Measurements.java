package io.vigia.query.http;

import io.vigia.web.ClassicAnswer;
import io.vigia.web.Html;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /listar} answers.
 *
 * @param hostname of who answers
 * @param mediciones newest first
 * @param next the cursor of older ones; null where there are none
 */
record Measurements(
        String hostname,
        String sensor,
        List<Measurement> mediciones,
        @Nullable String next) implements ClassicAnswer {
    private record Body(
            String hostname,
            String sensor,
            List<Measurement> mediciones,
            @Nullable String next) {}

    @Override
    public Object json() {
        return new Body(hostname, sensor, mediciones, next);
    }

    @Override
    public String text() {
        String rows = mediciones.isEmpty()
                ? "No hay mediciones"
                : mediciones.stream().map(Measurement::row).collect(Collectors.joining("\n"));
        return title() + "\nHostname: " + hostname + "\n" + rows + (next == null ? "" : "\nAnteriores: " + older());
    }

    @Override
    public String title() {
        return "Mediciones de " + sensor;
    }

    @Override
    public Html html() {
        Html rows = Html.concat(mediciones.stream()
                .map(measurement -> Html.format("<li>{}</li>", measurement.row()))
                .toList());
        return Html.format(
                "<p>Hostname: {}</p>\n{}\n{}",
                hostname,
                mediciones.isEmpty() ? Html.format("<p>No hay mediciones</p>") : Html.format("<ul>\n{}\n</ul>", rows),
                next == null
                        ? Html.format("")
                        : Html.format("<p><a rel=\"next\" href=\"{}\">Anteriores</a></p>", older()));
    }

    /** Sensor ids and cursors are made of characters that need no escaping in a URL. */
    private String older() {
        return "/listar?sensor=" + sensor + "&cursor=" + next;
    }
}
