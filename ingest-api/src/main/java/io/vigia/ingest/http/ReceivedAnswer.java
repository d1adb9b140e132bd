package io.vigia.ingest.http;

import io.vigia.contract.Instants;
import io.vigia.contract.Reading;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;

/** The answer of {@code /nuevo}: the reading is in the log. */
record ReceivedAnswer(Reading reading, String hostname) implements ClassicAnswer {
    /** The fields as JSON. */
    record Fields(String sensor, double dato, long ts, String fecha, String hostname) {}

    @Override
    public Object json() {
        return new Fields(reading.sensor(), reading.value(), reading.ts(), Instants.fecha(reading.ts()), hostname);
    }

    @Override
    public String text() {
        return sentence(reading.value());
    }

    @Override
    public String title() {
        return "Medición recibida";
    }

    @Override
    public Html html() {
        return Html.format(
                "<p class=\"bien\">{}</p>\n<dl><dt>Sensor</dt><dd>{}</dd><dt>Fecha</dt><dd>{}</dd></dl>",
                text(),
                reading.sensor(),
                Instants.fecha(reading.ts()));
    }

    /** «Temperatura recibida: 13.0°C». */
    static String sentence(double value) {
        return "Temperatura recibida: " + value + "°C";
    }
}
