package io.vigia.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigia.cli.Vigia;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NotifyCommandTest {
    private static final String FILE = """
            channels:
              hook: {type: webhook, url: 'http://127.0.0.1:%d/token-4711', allowPrivate: true}
              mail: {type: email, host: mail.example, from: vigia@example.org, to: ops@example.org, language: es}
            routes:
              - {sensors: 'boiler-*', severity: high, hours: 'Mon-Fri 08:00-18:00', zone: Europe/Madrid, channels: [hook, mail]}
              - {channels: []}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine line = Vigia.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(int port) throws IOException {
        return Files.writeString(folder.resolve("notify.yaml"), FILE.formatted(port))
                .toString();
    }

    @Test
    void check_lists_channels_and_routes_and_shows_no_secret_part_of_a_url() throws IOException {
        assertThat(run("notify", "check", file(1))).isZero();
        assertThat(out.toString())
                .contains("hook")
                .contains("127.0.0.1")
                .contains("mail.example")
                .contains("Mon,Tue,Wed,Thu,Fri 08:00-18:00 Europe/Madrid")
                .contains("nobody")
                .contains("no channel was called")
                .doesNotContain("4711");
    }

    @Test
    void check_names_what_is_wrong_and_ends_with_1() throws IOException {
        String file = file(1);
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("severity:", "severty:"));
        assertThat(run("notify", "check", file)).isEqualTo(1);
        assertThat(err.toString())
                .contains("line 5: 'routes[0].severty' is not a field; must be one of sensors, severity");
    }

    @Test
    void test_sends_one_message_that_says_what_it_is() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(run(
                            "notify",
                            "test",
                            "hook",
                            "--file",
                            file(server.getAddress().getPort())))
                    .isZero();
        } finally {
            server.stop(0);
        }
        assertThat(out.toString()).contains("hook took the test message");
        assertThat(bodies).hasSize(1);
        assertThat(bodies.get(0)).contains("\"type\":\"io.vigia.notification.test.v1\"");
    }

    @Test
    void test_says_why_a_channel_did_not_take_it() throws IOException {
        assertThat(run("notify", "test", "hook", "--file", file(1))).isEqualTo(1);
        assertThat(err.toString()).contains("hook did not take the test message: 127.0.0.1 could not be called");
        assertThat(run("notify", "test", "fax", "--file", file(1))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no channel 'fax'").contains("must be one of hook, mail");
    }
}
