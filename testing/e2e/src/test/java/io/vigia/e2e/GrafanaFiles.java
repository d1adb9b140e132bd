package io.vigia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What Grafana is given: the dashboards, data sources and alert rules of the folder {@code grafana/}. */
final class GrafanaFiles {
    private static final Path FOLDER = Path.of("..", "..", "compose", "grafana");

    private GrafanaFiles() {}

    /**
     * A query with the place that it stands in.
     *
     * @param place for messages: the file, then the panel, variable or rule
     * @param target the query as Grafana hands it to the data source
     */
    record Query(String place, JsonNode target) {
        boolean of(String dataSourceType) {
            return target.path("datasource").path("type").asString().equals(dataSourceType);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    static List<JsonNode> dashboards() {
        return files("dashboards", ".json").map(GrafanaFiles::json).toList();
    }

    static List<JsonNode> dataSources() {
        return yaml("provisioning/datasources")
                .flatMap(file -> file.path("datasources").valueStream())
                .toList();
    }

    static List<JsonNode> alertRules() {
        return yaml("provisioning/alerting")
                .flatMap(file -> file.path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    static List<JsonNode> panels(JsonNode dashboard) {
        return dashboard.path("panels").valueStream().toList();
    }

    static List<JsonNode> variables(JsonNode dashboard) {
        return dashboard.path("templating").path("list").valueStream().toList();
    }

    /** Every query of panels, variables and alert rules; what Grafana works out itself is none. */
    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            String title = dashboard.path("title").asString();
            for (JsonNode panel : panels(dashboard)) {
                panel.path("targets")
                        .forEach(target -> queries.add(new Query(place(title, panel.path("title"), target), target)));
            }
            variables(dashboard).stream()
                    .filter(variable -> variable.path("type").asString().equals("query"))
                    .forEach(variable -> queries.add(
                            new Query(title + " › $" + variable.path("name").asString(), variable)));
        }
        for (JsonNode rule : alertRules()) {
            rule.path("data")
                    .valueStream()
                    .filter(data -> !data.path("datasourceUid").asString().equals("-100"))
                    .forEach(data ->
                            queries.add(new Query(place("alert", rule.path("title"), data), data.path("model"))));
        }
        return queries;
    }

    private static String place(String where, JsonNode title, JsonNode target) {
        return where + " › " + title.asString() + " " + target.path("refId").asString();
    }

    private static Stream<JsonNode> yaml(String folder) {
        return files(folder, ".yaml").map(file -> {
            Object read = new Yaml().load(text(file));
            return Calls.JSON.<JsonNode>valueToTree(read);
        });
    }

    private static JsonNode json(Path file) {
        return Calls.JSON.readTree(text(file));
    }

    private static Stream<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
