package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("What Grafana is given")
class GrafanaFilesTest {
    private static final int COLUMNS = 24;
    /** Of Grafana 9.3, which later versions migrate by themselves. */
    private static final int SCHEMA = 37;

    static Stream<JsonNode> dashboards() {
        return GrafanaFiles.dashboards().stream();
    }

    @Test
    void has_the_two_dashboards_under_names_that_stay() {
        assertThat(texts(GrafanaFiles.dashboards(), "uid"))
                .containsExactlyInAnyOrder("vigia-sensors", "vigia-pipeline");
        assertThat(texts(GrafanaFiles.dataSources(), "uid"))
                .containsExactlyInAnyOrder("vigia-redis", "vigia-prometheus");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void draws_with_panels_that_every_version_from_nine_on_has(JsonNode dashboard) {
        assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(SCHEMA);
        assertThat(texts(GrafanaFiles.panels(dashboard), "type"))
                .isSubsetOf("timeseries", "stat", "table", "bargauge", "text");
        assertThat(texts(GrafanaFiles.panels(dashboard), "title")).allMatch(title -> !title.isBlank());
        assertThat(texts(GrafanaFiles.panels(dashboard), "description")).allMatch(text -> !text.isBlank());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void numbers_its_panels_once_and_lays_none_over_another(JsonNode dashboard) {
        List<JsonNode> panels = GrafanaFiles.panels(dashboard);
        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell =
                            place.path("x").asInt() + x + "/" + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s at %s", panel.path("title").asString(), cell)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void names_a_provisioned_data_source_at_every_panel_and_query(JsonNode dashboard) {
        for (JsonNode panel : GrafanaFiles.panels(dashboard)) {
            assertThat(panel.path("targets")).as(panel.path("title").asString()).isNotEmpty();
            assertThat(texts(panel.path("targets").valueStream().toList(), "refId"))
                    .doesNotHaveDuplicates();
            assertProvisioned(panel.path("datasource"));
            panel.path("targets").forEach(target -> assertProvisioned(target.path("datasource")));
        }
    }

    @Test
    void never_fills_gaps_with_zeros_that_nobody_measured() {
        assertThat(GrafanaFiles.queries())
                .isNotEmpty()
                .noneMatch(query -> query.target().has("fill"));
    }

    @Test
    void has_alert_rules_with_a_condition_and_ids_that_fit() {
        List<JsonNode> rules = GrafanaFiles.alertRules();
        assertThat(texts(rules, "uid"))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.length() <= 40)
                .contains("vigia-anomaly-rate", "vigia-sink-lag", "vigia-streams-lag", "vigia-dead-letters")
                .contains("vigia-sensor-silent", "vigia-notifications-given-up");
        for (JsonNode rule : rules) {
            List<JsonNode> steps = rule.path("data").valueStream().toList();
            assertThat(texts(steps, "refId"))
                    .doesNotHaveDuplicates()
                    .contains(rule.path("condition").asString());
            assertThat(steps.get(0).path("datasourceUid").asString())
                    .isEqualTo(steps.get(0)
                            .path("model")
                            .path("datasource")
                            .path("uid")
                            .asString());
            assertProvisioned(steps.get(0).path("model").path("datasource"));
        }
    }

    @Test
    void has_no_dollar_in_alert_rules_which_some_versions_would_expand() {
        assertThat(GrafanaFiles.text(
                        Path.of("..", "..", "compose", "grafana", "provisioning", "alerting", "vigia.yaml")))
                .doesNotContain("$");
    }

    @Test
    void asks_Redis_in_alert_rules_for_single_keys_alone_which_a_cluster_finds() {
        assertThat(GrafanaFiles.alertRules().stream()
                        .map(rule -> rule.path("data").path(0).path("model"))
                        .filter(model ->
                                model.path("datasource").path("uid").asString().equals("vigia-redis")))
                .isNotEmpty()
                .allSatisfy(model -> {
                    assertThat(model.path("command").asString()).isEqualTo("ts.range");
                    assertThat(model.path("keyName").asString()).matches("vigia:\\{[^{}*]+}:value");
                });
    }

    @Test
    void shows_what_is_wrong_above_how_the_pipeline_does() {
        JsonNode pipeline = dashboards()
                .filter(one -> one.path("uid").asString().equals("vigia-pipeline"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> charts = GrafanaFiles.panels(pipeline).stream()
                .filter(panel -> panel.path("type").asString().equals("timeseries"))
                .toList();
        int top = charts.stream().mapToInt(GrafanaFilesTest::row).min().orElseThrow();
        assertThat(texts(charts.stream().filter(panel -> row(panel) == top).toList(), "title"))
                .containsExactly(
                        "Open incidents",
                        "Silent sensors",
                        "Changes of incidents per minute",
                        "Notifications, in five minutes");
    }

    private static int row(JsonNode panel) {
        return panel.path("gridPos").path("y").asInt();
    }

    @Test
    void links_alert_rules_to_panels_that_exist() {
        for (JsonNode rule : GrafanaFiles.alertRules()) {
            if (rule.has("dashboardUid")) {
                assertThat(dashboards()
                                .filter(one -> one.path("uid").equals(rule.path("dashboardUid")))
                                .flatMap(one -> GrafanaFiles.panels(one).stream())
                                .map(panel -> panel.path("id")))
                        .as(rule.path("title").asString())
                        .contains(rule.path("panelId"));
            }
        }
    }

    private static void assertProvisioned(JsonNode reference) {
        assertThat(GrafanaFiles.dataSources())
                .anyMatch(source -> source.path("uid").equals(reference.path("uid"))
                        && source.path("type").equals(reference.path("type")));
    }

    private static List<String> texts(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asString()).toList();
    }
}
