package io.vigia.cli.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the file that query-api serves at {@code /openapi.json} to the code; {@code -Dopenapi.write} writes it anew. */
@DisplayName("The OpenAPI document")
class OpenApiTest {
    private static final Path FILE = Path.of("../libs/contract/src/main/resources/static/openapi.json");

    private final JsonNode generated = OpenApiOfRoutes.generate();

    @Test
    void says_what_the_code_says() throws IOException {
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(generated) + "\n";
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("a route has changed: see docs/openapi.md on how to write the document anew")
                .isEqualTo(text);
    }

    @Test
    void has_the_version_of_the_build_and_so_has_the_description_of_the_topics() throws IOException {
        assertThat(generated.at("/info/version").asString()).isEqualTo(Version.RELEASE);
        assertThat(Files.readString(FILE.resolveSibling("asyncapi.yaml"))).contains("version: " + Version.RELEASE);
    }

    @Test
    void refers_to_nothing_outside_itself() {
        assertThat(generated.findValuesAsString("$ref"))
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        reference -> assertThat(exists(reference)).as(reference).isTrue());
    }

    @Test
    void has_each_operation_once_each_with_an_answer_and_a_problem() {
        Set<String> ids = new HashSet<>();
        for (JsonNode path : generated.get("paths")) {
            for (JsonNode operation : path) {
                assertThat(ids.add(operation.get("operationId").asString()))
                        .as("%s once", operation.get("operationId"))
                        .isTrue();
                assertThat(operation.get("summary").asString()).isNotBlank();
                assertThat(operation.get("responses").propertyNames())
                        .contains("default")
                        .anyMatch(status -> status.startsWith("20"));
            }
        }
        assertThat(ids).hasSizeGreaterThan(15);
    }

    private boolean exists(String reference) {
        return reference.startsWith("#/")
                && !generated.at(reference.substring(1)).isMissingNode();
    }
}
