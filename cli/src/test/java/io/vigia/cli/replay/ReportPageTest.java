package io.vigia.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Score;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.verdict.Status;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of a replay's report")
class ReportPageTest {
    /** 2025-11-28T16:00:00Z. */
    private static final long START = 1_764_345_600_000L;

    private final Differences found = new Differences();

    @Test
    void says_the_result_first_and_has_a_row_for_each_sensor() {
        play("boiler-1", 60, 30);
        play("pump-1", 60);

        String page = page();

        assertThat(page)
                .contains("<p class=\"result alerta\">1 of 120 verdicts changed.</p>")
                .contains("<dd>0 before, 1 now</dd>")
                .containsSubsequence(
                        "<th scope=\"row\"><a href=\"#sensor-1\">boiler-1</a></th>",
                        "data-name=\"compared\">60<",
                        "data-name=\"changed\">1<",
                        "data-name=\"anomalies before\">0<",
                        "data-name=\"anomalies now\">1<",
                        "<th scope=\"row\">pump-1</th>",
                        "data-name=\"changed\">0<",
                        "id=\"sensor-1\"");
        assertThat(page).containsOnlyOnce("class=\"chart\"");
    }

    @Test
    void draws_the_values_around_a_difference_with_both_verdicts() {
        play("boiler-1", 100, 50);

        assertThat(page())
                // 20 values before it, the changed one, 20 after it.
                .contains("viewBox=\"0 0 41 100\"", "aria-label=\"41 values\"")
                .contains("<span>2025-11-28 16:00:30</span><span>2025-11-28 16:01:10</span>")
                // Its place, in the values and in the lanes of both runs.
                .contains("<path class=\"change\" d=\"M20,0H21V100H20Z\"/>")
                .containsSubsequence(
                        "<span class=\"run\">before</span>",
                        "<path class=\"normal\" d=\"M0,0H41V1H0Z\"/><path class=\"anomaly\" d=\"\"/>",
                        "<span class=\"run\">now</span>",
                        "<path class=\"normal\" d=\"M0,0H20V1H0ZM21,0H41V1H21Z\"/>"
                                + "<path class=\"anomaly\" d=\"M20,0H21V1H20Z\"/>")
                .containsSubsequence(
                        "<td class=\"time\">2025-11-28 16:00:50</td>",
                        ">75.5<",
                        "data-name=\"before\" class=\"\">scored<small>expected 60 to 80</small>",
                        "data-name=\"now\" class=\"bad\">anomaly above, high, alarm<small>expected 65 to 75</small>");
    }

    @Test
    void joins_near_differences_in_one_chart_and_leaves_gaps_where_nothing_was_expected() {
        found.add(
                score(ScoreBuilder.of("a", START, 70).warmingUp(1)),
                score(ScoreBuilder.of("a", START, 70).warmingUp(1)),
                true);
        found.add(
                judged("a", 1, 70, 10),
                score(ScoreBuilder.of("a", START + 1, 70).warmingUp(1)),
                false);
        found.add(judged("a", 2, 70, 10), judged("a", 2, 70, 10), true);
        found.add(judged("a", 3, 79, 10), judged("a", 3, 79, 5), false);

        assertThat(page())
                .containsOnlyOnce("class=\"chart\"")
                .contains("<path class=\"change\" d=\"M1,0H2V100H1ZM3,0H4V100H3Z\"/>")
                .contains("class=\"normal\" d=\"M1,0H4V1H1Z\"", "class=\"normal\" d=\"M2,0H3V1H2Z\"")
                .contains(">warming_up</td>", "2025-11-28 16:00:00.001");
    }

    @Test
    void leaves_room_for_anomalies_among_changes_of_the_status() {
        for (int i = 0; i < 1_000; i++) {
            boolean anomaly = i == 901;
            Score before = i % 2 == 0
                    ? score(ScoreBuilder.of("a", START + i, 70).unjudged(Status.WARMING_UP))
                    : judged("a", i, anomaly ? 79 : 70, 10);
            found.add(before, judged("a", i, anomaly ? 79 : 70, 5), false);
        }

        String page = page();

        assertThat(page).contains("501 of 1000 verdicts changed.", "Anomalies: 0 before, 1 now.");
        assertThat(Pattern.compile("class=\"chart\"").matcher(page).results()).hasSize(Excerpts.MOST_MINOR + 1);
        assertThat(page).contains("anomaly above, high, alarm");
    }

    @Test
    void of_a_replay_without_changes_says_so_and_has_no_chart() {
        play("boiler-1", 60);

        assertThat(page())
                .contains(
                        "<p class=\"result bien\">No verdict changed, and all scores are identical, byte for byte.</p>")
                .doesNotContain("<svg");
    }

    @Test
    void stays_small_whatever_was_found_and_says_what_it_leaves_out() {
        for (int sensor = 0; sensor < 1_200; sensor++) {
            for (int i = 0; i < 10; i++) {
                found.add(judged("sensor-" + sensor, i, 75.5, 10), judged("sensor-" + sensor, i, 75.5, 5), false);
            }
        }
        for (int i = 0; i < 10_000; i++) {
            found.add(judged("worst", i, 75.5, 10), judged("worst", i, 75.5, 5), false);
        }

        String page = page();

        assertThat(page.length()).isLessThan(3_000_000);
        assertThat(page)
                .contains("22000 of 22000 verdicts changed.")
                .contains(
                        "The table has the 1000 sensors with the most changed verdicts; 201 more sensors are not shown.")
                .contains("There are charts for 40 sensors; 1161 more sensors are not shown.")
                .containsSubsequence(
                        "<h3>worst</h3>",
                        "The list has the first 10 of this chart; 110 more changed verdicts are not shown.",
                        "The charts have 600 of them; 9400 more changed verdicts are not shown.");
        assertThat(Pattern.compile("class=\"chart\"").matcher(page).results()).hasSize(5 + 39);
    }

    @Test
    void shows_names_and_extreme_values_as_text() {
        found.add(judged("<b>&", 0, 1e308, 10), judged("<b>&", 0, 1e308, 10), true);
        found.add(judged("<b>&", 1, -1e308, Double.MAX_VALUE), judged("<b>&", 1, -1e308, 5), false);

        assertThat(page())
                .contains("&lt;b&gt;&amp;")
                .doesNotContain("<b>")
                .contains("1E+308")
                .doesNotContainPattern("(NaN|Infinity)")
                .doesNotContain("<script", "http:", "https:");
    }

    /** Values of a sensor, one a second; the replay finds an anomaly where it is told, the original run found none. */
    private void play(String sensor, int values, Integer... anomalies) {
        List<Integer> places = List.of(anomalies);
        for (int i = 0; i < values; i++) {
            boolean anomaly = places.contains(i);
            double value = anomaly ? 75.5 : 70 + Math.sin(i);
            found.add(judged(sensor, i * 1_000, value, 10), judged(sensor, i * 1_000, value, 5), !anomaly);
        }
    }

    private static Score judged(String sensor, int afterMs, double value, double margin) {
        return score(ScoreBuilder.of(sensor, START + afterMs, value).judged(70, margin, 0.5));
    }

    private static Score score(ScoreBuilder score) {
        return score.build();
    }

    private String page() {
        ReplayReport report = new ReplayReport(
                "replay-1",
                "vigia on localhost:9092",
                null,
                found.compared(),
                0,
                found.compared(),
                found.changed(),
                found.otherNumbers(),
                found.withoutOriginal(),
                found.sensors().stream()
                        .mapToLong(Differences.SensorCounts::anomaliesBefore)
                        .sum(),
                found.sensors().stream()
                        .mapToLong(Differences.SensorCounts::anomaliesNow)
                        .sum(),
                found.firstTs(),
                found.lastTs(),
                found.sensors(),
                found.changes(),
                found.excerpts());
        assertThat(report.json()).doesNotContain("excerpts");
        return new ReportPage(report).html();
    }
}
