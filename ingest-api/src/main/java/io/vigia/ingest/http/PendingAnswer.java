package io.vigia.ingest.http;

import io.vigia.contract.Instants;
import io.vigia.contract.Reading;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code /detectar} if the verdict is not available yet: the reading is in the log; a URL gives the verdict. */
record PendingAnswer(Reading reading, @Nullable String unit, String hostname) implements ClassicAnswer {
    /** The fields as JSON. */
    record Fields(String sensor, double dato, long ts, String fecha, String hostname, String id, String consulta) {}

    /** The URL of the verdict or confirmation at query-api; {@code id} is never an id that a client has set. */
    static String location(String id) {
        return "/api/v1/detections/" + id;
    }

    @Override
    public int status() {
        return 202;
    }

    @Override
    public Object json() {
        return new Fields(
                reading.sensor(),
                reading.value(),
                reading.ts(),
                Instants.fecha(reading.ts()),
                hostname,
                reading.id(),
                location(reading.id()));
    }

    @Override
    public String text() {
        return ReceivedAnswer.sentence(reading.sensor(), reading.value(), unit)
                + ". El veredicto aún no está: consulte " + location(reading.id());
    }

    @Override
    public String title() {
        return "Veredicto pendiente";
    }

    @Override
    public Html html() {
        return Html.format(
                "<p role=\"status\">{}. <a href=\"{}\">Consultar el veredicto</a></p>",
                ReceivedAnswer.sentence(reading.sensor(), reading.value(), unit),
                location(reading.id()));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Location", location(reading.id()));
    }
}
