package io.vigia.ingest.http;

import io.vigia.contract.Instants;
import io.vigia.contract.Reading;
import io.vigia.contract.SensorId;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /nuevo}: the reading is in the log.
 *
 * @param unit of its sensor; null if there is none
 */
record ReceivedAnswer(Reading reading, @Nullable String unit, String hostname) implements ClassicAnswer {
    /** The fields as JSON. */
    record Fields(String sensor, double dato, long ts, String fecha, String hostname) {}

    @Override
    public Object json() {
        return new Fields(reading.sensor(), reading.value(), reading.ts(), Instants.fecha(reading.ts()), hostname);
    }

    @Override
    public String text() {
        return sentence(reading.sensor(), reading.value(), unit);
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

    /** «Medición recibida: 13.0 bar»; of the sensor of calls that name none, as its clients know it, «Temperatura recibida: 13.0°C». */
    static String sentence(String sensor, double value, @Nullable String unit) {
        if (sensor.equals(SensorId.DEFAULT) && "°C".equals(unit)) {
            return "Temperatura recibida: " + value + unit;
        }
        return "Medición recibida: " + value + (unit == null ? "" : " " + unit);
    }
}
