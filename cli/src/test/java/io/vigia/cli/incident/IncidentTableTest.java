package io.vigia.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.ClosedBy;
import io.vigia.contract.Incident;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Severity;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentTableTest {
    private final IncidentTable table = new IncidentTable(ZoneOffset.UTC);

    @Test
    void lists_open_ones_first_then_the_worst_then_the_newest() {
        IncidentBuilder closed = IncidentBuilder.of("closed", 90_000).severity(Severity.CRITICAL);
        List<String> lines = table.list(List.of(
                closed.closed(ClosedBy.RECOVERED, 95_000),
                IncidentBuilder.of("low", 80_000).opened(),
                IncidentBuilder.of("high-old", 10_000).severity(Severity.HIGH).opened(),
                IncidentBuilder.of("high-new", 20_000).severity(Severity.HIGH).opened()));
        assertThat(lines.get(0)).matches("SEVERITY +STATE +SENSOR +VALUE +SINCE +READINGS +ID");
        assertThat(lines.stream().skip(1).map(line -> line.replaceAll(" {2,}", "  ")))
                .containsExactly(
                        row("high", "open", "high-new", 20_000, "00:00:20"),
                        row("high", "open", "high-old", 10_000, "00:00:10"),
                        row("low", "open", "low", 80_000, "00:01:20"),
                        row("critical", "recovered 1970-01-01 00:01:35", "closed", 90_000, "00:01:30")
                                .replace("  1  ", "  0  "));
    }

    private static String row(String severity, String state, String sensor, long opened, String time) {
        return String.join(
                "  ",
                severity,
                state,
                sensor,
                "95 is above 66.2 to 79.4",
                "1970-01-01 " + time,
                "1",
                IncidentBuilder.id(sensor, opened));
    }

    @Test
    void shows_each_change_of_one() {
        IncidentBuilder incident = IncidentBuilder.of("pump", 1_000);
        assertThat(table.history(List.of(
                        incident.opened(),
                        incident.escalated(Severity.HIGH, 2_000),
                        incident.closed(ClosedBy.ADOPTED, 3_000))))
                .containsExactly(
                        "CHANGE     TIME                 SEVERITY  READINGS  VALUE",
                        "opened     1970-01-01 00:00:01  low              1  95 is above 66.2 to 79.4",
                        "escalated  1970-01-01 00:00:02  high             2  95 is above 66.2 to 79.4",
                        "closed     1970-01-01 00:00:03  high             2  95 is above 66.2 to 79.4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        VALUE  | 95   | 66.2 | 79.4 | 72.9 | 95 is above 66.2 to 79.4
        VALUE  | 5    | 66.2 | NaN  | 72.9 | 5 is below 66.2
        VALUE  | 70   | 66.2 | 79.4 | 72.9 | 70 is rare for this sensor (expected 66.2 to 79.4)
        ERROR  | 70   | NaN  | NaN  | 72.9 | 70 was not predicted, 72.9 was
        ERROR  | 70   | NaN  | NaN  | NaN  | 70 was not predicted
        LEVEL  | 70   | 66.2 | 79.4 | 72.9 | 70, the mean of the last values has moved (expected 66.2 to 79.4)
        SEASON | 70   | 66.2 | 79.4 | 72.9 | 70 is unusual at this time (expected 66.2 to 79.4)
        STUCK  | 70   | 66.2 | 79.4 | 72.9 | 70, it does not move as it usually does (expected 66.2 to 79.4)
        LIMIT  | 9    | NaN  | 8    | 8    | 9 is outside the limits that were set (expected at most 8)
        -      | 9    | NaN  | NaN  | NaN  | 9
        -      | 70   | 66.2 | 79.4 | 72.9 | 70 (expected 66.2 to 79.4)
        -      | 95   | 66.2 | 79.4 | 72.9 | 95 is above 66.2 to 79.4
        """)
    void says_why_with_the_value_and_what_was_expected(
            Reason reason, double value, double lower, double upper, double prediction, String text) {
        Incident incident = IncidentBuilder.of("a", 1)
                .reason(reason)
                .peak(value, lower, upper, prediction)
                .opened();
        assertThat(IncidentText.what(incident)).isEqualTo(text);
    }
}
