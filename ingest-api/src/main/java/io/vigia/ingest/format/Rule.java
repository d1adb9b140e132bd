package io.vigia.ingest.format;

import io.vigia.contract.EventIds;
import io.vigia.contract.Instants;
import io.vigia.contract.SensorId;

/** The valid values of each part of a reading, in English for {@code /api/v1} and in Spanish for the classic calls. */
public enum Rule {
    VALUE("a finite decimal number with a point, such as 21.5", "un número decimal finito con punto, como 21.5"),
    NUMBER("a number, or a string that contains one, such as 21.5", "un número, como 21.5"),
    SENSOR(SensorId.ALLOWED, "de 1 a 64 caracteres entre A-Z a-z 0-9 . _ : -"),
    TS(
            Instants.ALLOWED + ", from 1970 on",
            "milisegundos desde 1970 (segundos, microsegundos y nanosegundos se reconocen por su tamaño), o ISO-8601"
                    + " como 2025-11-28T16:54:21Z (UTC si no indica zona), desde 1970"),
    TS_PLUS(
            "a time whose offset has a sign; in a URL or a form, write + as %2B",
            "una fecha cuyo desfase lleva signo; en una URL o un formulario, escriba + como %2B"),
    TS_AHEAD("at most five minutes ahead of the clock", "como mucho cinco minutos por delante del reloj"),
    ID(
            "1 to " + EventIds.MAX_LENGTH + " printable ASCII characters",
            "de 1 a " + EventIds.MAX_LENGTH + " caracteres ASCII visibles"),
    DOTS(
            "a name other than . and .., which cannot be addressed in a URL",
            "un nombre distinto de . y .., que no caben en la ruta de una URL"),
    DETECT("true or false", "true o false"),
    ONCE("given once per record", "un solo valor"),
    UTF8("UTF-8", "UTF-8"),
    LINE_JSON(
            "a JSON object such as {\"sensor\": \"boiler-1\", \"value\": 21.5}, nested no deeper than "
                    + JsonBodies.DEEPEST,
            "un objeto JSON como {\"sensor\": \"caldera-1\", \"value\": 21.5}"),
    LINE_CSV(
            "as many fields as the header, separated by commas, with every quote closed",
            "tantos campos como la cabecera, separados por comas, con todas las comillas cerradas"),
    LINE_INFLUX(
            "measurement[,tag=value…] field=number[,field=number…] [timestamp]",
            "medida[,etiqueta=valor…] campo=número[,campo=número…] [tiempo]"),
    FIELD_INFLUX(
            "a finite number such as 1.5, 3i or 3u; strings and booleans are not readings",
            "un número finito como 1.5, 3i o 3u"),
    SENSOR_KEY("a sensor that the key of the call is for", "un sensor para el que sea la clave de la llamada"),
    SENSOR_LIMIT(
            "a known sensor: the limit VIGIA_MAX_SENSORS is reached; delete a sensor first",
            "un sensor conocido: se alcanzó el límite VIGIA_MAX_SENSORS; borre antes un sensor");

    private final String english;
    private final String spanish;

    Rule(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    /** For {@code /api/v1}. */
    public String english() {
        return english;
    }

    /** For the classic calls. */
    public String spanish() {
        return spanish;
    }
}
