package io.vigia.ingest.format;

import io.vigia.contract.EventIds;
import io.vigia.contract.SensorId;

/** What each part of a reading may be, in the words of both kinds of callers. */
public enum Rule {
    VALUE("a finite decimal number with a point, such as 21.5", "un número decimal finito con punto, como 21.5"),
    SENSOR(SensorId.ALLOWED, "de 1 a 64 caracteres entre A-Z a-z 0-9 . _ : -"),
    TS(
            "epoch milliseconds from 0 on, or ISO-8601 such as 2025-11-28T16:54:21Z",
            "milisegundos desde 1970 (0 o más), o ISO-8601 como 2025-11-28T16:54:21Z"),
    TS_AHEAD("at most five minutes ahead of the clock", "como mucho cinco minutos por delante del reloj"),
    ID(
            "1 to " + EventIds.MAX_LENGTH + " printable ASCII characters",
            "de 1 a " + EventIds.MAX_LENGTH + " caracteres ASCII visibles"),
    DETECT("true or false", "true o false"),
    LINE_JSON("one JSON object a line", "un objeto JSON por línea"),
    LINE_CSV("as many columns as the header", "tantas columnas como la cabecera"),
    LINE_INFLUX(
            "measurement[,tag=value…] field=number[,field=number…] [timestamp]",
            "medida[,etiqueta=valor…] campo=número[,campo=número…] [tiempo]"),
    SENSOR_LIMIT(
            "a known sensor: as many as VIGIA_MAX_SENSORS allows are there; delete one first",
            "un sensor conocido: ya hay tantos como permite VIGIA_MAX_SENSORS; borre uno antes");

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
