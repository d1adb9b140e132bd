package io.vigia.e2e;

import io.vigia.testkit.OpenApiClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As somebody has it who saved it: one file, without the service beside it. */
@DisplayName("A saved openapi.json")
class OpenApiClientsTest {
    private final OpenApiClients clients = OpenApiClients.required("openapi.json in redocly and generated clients");
    private final Pipeline vigia = Pipeline.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void save() throws IOException {
        HttpResponse<String> document =
                Calls.unchecked(vigia.ingest, vigia.query).get("/openapi.json");
        Files.writeString(folder.resolve("openapi.json"), document.body());
    }

    @Test
    void passes_redoclys_lint() {
        clients.node(folder, "@redocly/cli/bin/cli.js", "lint", "openapi.json");
    }

    @Test
    void becomes_types_that_typescript_takes() {
        clients.node(folder, "openapi-typescript/bin/cli.js", "openapi.json", "-o", "api.ts");
        clients.node(folder, "typescript/bin/tsc", "--noEmit", "--strict", "api.ts");
    }

    /** What the client of openapi-generator reads must be what the document promises. */
    @Test
    void becomes_a_python_client_whose_every_call_works() throws IOException {
        clients.generator(folder, "generate", "-i", "openapi.json", "-g", "python", "-o", "client");
        try (InputStream calls = OpenApiClientsTest.class.getResourceAsStream("openapi_calls.py")) {
            Files.copy(Objects.requireNonNull(calls), folder.resolve("openapi_calls.py"));
        }
        String sensor = Target.newSensor();
        vigia.broker.send(vigia.topic("readings"), sensor, "no JSON");
        clients.python(
                folder.resolve("client"),
                folder.resolve("openapi_calls.py").toString(),
                "http://localhost:" + vigia.ingest.port(),
                "http://localhost:" + vigia.query.port(),
                sensor);
    }
}
