package io.vigia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Docker's daemon")
class DockerDaemonTest {
    @TempDir
    Path folder;

    @Test
    void is_there_where_its_socket_answers() throws IOException {
        try (ServerSocketChannel server = listen()) {
            answer(server, "HTTP/1.0 200 OK\r\n\r\nOK");
            assertThat(named(socket()).answers()).isTrue();
        }
    }

    @Test
    void is_not_there_where_something_else_answers() throws IOException {
        try (ServerSocketChannel server = listen()) {
            answer(server, "HTTP/1.0 503 no daemon\r\n\r\n");
            assertThat(named(socket()).answers()).isFalse();
        }
    }

    @Test
    void is_not_there_where_nobody_answers() throws IOException {
        try (ServerSocketChannel silent = listen()) {
            assertThat(silent.isOpen()).isTrue();
            assertThat(named(socket()).answers()).isFalse();
        }
    }

    @Test
    void is_not_there_where_nobody_listens() {
        assertThat(named(socket()).answers()).isFalse();
    }

    @Test
    void can_pull_where_it_says_nothing_of_an_error() throws IOException {
        try (ServerSocketChannel server = listen()) {
            answer(server, "HTTP/1.0 200 OK\r\n\r\n{\"status\":\"Image is up to date\"}\r\n");
            assertThat(named(socket()).pulls("redis", "8")).isTrue();
        }
    }

    @Test
    void can_not_pull_where_it_reaches_no_registry_at_once_or_later() throws IOException {
        try (ServerSocketChannel server = listen()) {
            answer(server, "HTTP/1.0 500 Internal Server Error\r\n\r\n{\"message\":\"no such host\"}");
            assertThat(named(socket()).pulls("redis", "8")).isFalse();
            answer(server, "HTTP/1.0 200 OK\r\n\r\n{\"errorDetail\":{\"message\":\"time-out\"}}\r\n");
            assertThat(named(socket()).pulls("redis", "8")).isFalse();
        }
    }

    @Test
    void is_looked_for_where_docker_host_says() throws IOException {
        assertThat(DockerDaemon.find(Map.of("DOCKER_HOST", "tcp://127.0.0.1:23750"), folder))
                .contains(new DockerDaemon(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 23750)));
        assertThat(DockerDaemon.find(Map.of("DOCKER_HOST", "tcp://127.0.0.1"), folder))
                .contains(new DockerDaemon(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 2375)));
        assertThat(DockerDaemon.find(Map.of("DOCKER_HOST", "npipe:////./pipe/docker_engine"), folder))
                .isEmpty();
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private static DockerDaemon named(Path socket) {
        return DockerDaemon.find(Map.of("DOCKER_HOST", "unix://" + socket), socket.getParent())
                .orElseThrow();
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    private static void answer(ServerSocketChannel server, String answer) {
        new Thread(() -> {
                    try (SocketChannel client = server.accept()) {
                        client.read(ByteBuffer.allocate(256));
                        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                    } catch (IOException closed) {
                        // The test sees that no answer came.
                    }
                })
                .start();
    }
}
