package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.HttpDocument;
import io.vigia.testkit.Machine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("containers")
@DisplayName("The gateway, before a replica that dies with a call")
class GatewayTest {
    private static final Path CONFIGURATION = Path.of("..", "..", "compose", "gateway", "haproxy.cfg");
    private static final String NAME =
            "vigia-gateway-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String REPLICA = NAME + "-replica";

    private static Calls calls;

    @BeforeAll
    static void start() {
        int port = Machine.freePort();
        DockerCli.run("network", "create", NAME);
        DockerCli.run(
                "run",
                "-d",
                "--rm",
                "--name",
                REPLICA,
                "--network",
                NAME,
                "--network-alias",
                "replica",
                "--entrypoint",
                "java",
                "vigia/e2e",
                "-cp",
                "/opt/vigia/e2e/classes",
                BreakingReplica.class.getName());
        DockerCli.run(
                "run",
                "-d",
                "--rm",
                "--name",
                NAME,
                "--network",
                NAME,
                "-p",
                "127.0.0.1:" + port + ":4000",
                "-e",
                "INGEST_HOST=replica",
                "-e",
                "QUERY_HOST=replica",
                "--ulimit",
                "nofile=20000",
                "-v",
                CONFIGURATION.toAbsolutePath().normalize() + ":/usr/local/etc/haproxy/haproxy.cfg:ro",
                System.getProperty("vigia.haproxy"));
        calls = Calls.toOther("http://127.0.0.1:" + port);
        await().atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(() -> calls.get("/").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        DockerCli.run("rm", "-f", NAME, REPLICA);
        DockerCli.run("network", "rm", NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void answers_502_and_nobody_repeats_the_call(String method) throws Exception {
        int before = taken();
        HttpResponse<String> answer = HttpDocument.announced(send(method, "/nuevo?dato=1&sensor=dies"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("puede que la petición se haya ejecutado", "con el mismo ts");
        assertThat(taken() - before).as("how often it was taken").isEqualTo(1);
    }

    @Test
    void goes_on_with_the_next_call_of_the_same_client() throws Exception {
        int before = taken();
        assertThat(send("GET", "/nuevo?dato=1&sensor=dies").statusCode()).isEqualTo(502);
        assertThat(send("GET", "/nuevo?dato=1").statusCode()).isEqualTo(200);
        assertThat(taken() - before).isEqualTo(2);
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        return method.equals("GET") ? calls.get(path) : calls.post(path, "text/plain", "");
    }

    /** Also the first call of the client's connection, which is then kept for the next. */
    private static int taken() throws Exception {
        return Integer.parseInt(calls.get("/count").body());
    }
}
