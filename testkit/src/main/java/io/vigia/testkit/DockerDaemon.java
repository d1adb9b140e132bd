package io.vigia.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Where Docker's daemon would listen. A client without a daemon is common, and Testcontainers takes long to find that out.
 *
 * @param address a Unix socket or a port
 */
record DockerDaemon(SocketAddress address) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int DEFAULT_PORT = 2375;
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    /**
     * The one that {@code DOCKER_HOST} names, else the first socket that is there.
     *
     * @param variables the environment
     * @param home of the user
     */
    static Optional<DockerDaemon> find(Map<String, String> variables, Path home) {
        String host = variables.getOrDefault("DOCKER_HOST", "");
        if (!host.isBlank()) {
            return named(host).map(DockerDaemon::new);
        }
        String runtime = variables.getOrDefault("XDG_RUNTIME_DIR", "/run");
        return Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(runtime, "docker.sock"),
                        home.resolve(".docker/run/docker.sock"),
                        home.resolve(".docker/desktop/docker.sock"))
                .filter(Files::exists)
                .map(path -> new DockerDaemon(UnixDomainSocketAddress.of(path)))
                .findFirst();
    }

    /** True if it answers a ping, within two seconds. */
    boolean answers() {
        try (SocketChannel channel = open()) {
            CompletableFuture<Boolean> pong = CompletableFuture.supplyAsync(() -> ping(channel));
            return pong.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<SocketAddress> named(String host) {
        URI uri = URI.create(host);
        if ("unix".equals(uri.getScheme())) {
            return Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
        }
        if (uri.getHost() == null) {
            return Optional.empty();
        }
        return Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
    }

    private SocketChannel open() throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private boolean ping(SocketChannel channel) {
        try {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer status = ByteBuffer.allocate("HTTP/1.0 200".length());
            while (status.hasRemaining() && channel.read(status) >= 0) {
                // The status line may come in pieces.
            }
            return new String(status.array(), 0, status.position(), StandardCharsets.US_ASCII)
                    .matches("HTTP/1\\.[01] 200");
        } catch (IOException none) {
            return false;
        }
    }
}
