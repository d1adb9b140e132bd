package io.vigia.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Incident;
import io.vigia.contract.IncidentChange;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentSentenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VALUE  | 95   | 95 bar is above 66.2 to 79.4 bar                                      | 95 bar está por encima de lo habitual: 66,2 a 79,4 bar
            VALUE  | 50.5 | 50.5 bar is below 66.2 to 79.4 bar                                    | 50,5 bar está por debajo de lo habitual: 66,2 a 79,4 bar
            VALUE  | 70   | 70 bar is rare for this sensor (expected 66.2 to 79.4 bar)            | 70 bar es raro en este sensor (lo habitual: 66,2 a 79,4 bar)
            ERROR  | 95   | 95 bar was not predicted, 72.9 bar was (expected 66.2 to 79.4 bar)    | 95 bar no es lo previsto, que era 72,9 bar (lo habitual: 66,2 a 79,4 bar)
            LEVEL  | 70   | 70 bar, the mean of the last values has moved (expected 66.2 to 79.4 bar) | 70 bar, la media de los últimos valores ha cambiado (lo habitual: 66,2 a 79,4 bar)
            SEASON | 70   | 70 bar is unusual at this time (expected 66.2 to 79.4 bar)            | 70 bar no es habitual a esta hora (lo habitual: 66,2 a 79,4 bar)
            STUCK  | 70   | 70 bar, it does not move as it usually does (expected 66.2 to 79.4 bar) | 70 bar, no se mueve como suele (lo habitual: 66,2 a 79,4 bar)
            SILENCE | 70  | 70 bar was the last reading, none has come since (expected 66.2 to 79.4 bar) | 70 bar es la última medición, desde entonces no ha llegado ninguna (lo habitual: 66,2 a 79,4 bar)
            LIMIT  | 95   | 95 bar is outside the limits that were set (expected 66.2 to 79.4 bar) | 95 bar está fuera de los límites fijados (lo habitual: 66,2 a 79,4 bar)
            """)
    void says_why_in_both_languages(Reason reason, double value, String english, String spanish) {
        Incident incident = new Incident(
                "boiler-7~0000000000000001",
                "boiler-7",
                IncidentChange.OPENED,
                1,
                reason,
                Severity.HIGH,
                1,
                1,
                Incident.OPEN,
                null,
                1,
                new Incident.Peak(1, value, 66.2, 79.4, 72.9),
                new Incident.Last(1, value),
                null,
                false,
                null,
                Incident.NOT_SNOOZED,
                null,
                null);
        assertThat(new IncidentSentence(Language.EN, "bar").of(incident)).isEqualTo(english);
        assertThat(new IncidentSentence(Language.ES, "bar").of(incident)).isEqualTo(spanish);
    }
}
