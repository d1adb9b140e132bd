package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.testkit.KafkaClients;
import io.vigia.testkit.TopicDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The AsyncAPI document")
class AsyncApiTest {
    @Test
    void is_what_asyncapi_3_lays_down() throws Exception {
        Path clients = KafkaClients.required("asyncapi.yaml against AsyncAPI's own schema");
        Path specification = clients.resolve("node/node_modules/@asyncapi/specs/schemas/3.0.0.json");
        assertThat(TopicDocument.errorsBy(specification)).isEmpty();
    }
}
