package io.vigia.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
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
    private static final Duration PULL_PATIENCE = Duration.ofMinutes(2);

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
        return ask("GET", "/_ping", PATIENCE).startsWith("200");
    }

    /**
     * True if it can pull an image, of which a part may take two minutes. Asked without Testcontainers, which wants an image
     * of its own first, and where no registry is to be had seeks it for minutes and then fails.
     */
    boolean pulls(String image, String tag) {
        String answer = ask("POST", "/images/create?fromImage=" + image + "&tag=" + tag, PULL_PATIENCE);
        // What goes wrong later on is told after a good status.
        return answer.startsWith("200") && !answer.contains("\"errorDetail\"");
    }

    /** Status and all that follows; empty if there was no answer in time. */
    private String ask(String method, String path, Duration patience) {
        try (SocketChannel channel = open()) {
            return CompletableFuture.supplyAsync(() -> exchange(channel, method, path))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException none) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
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

    /** HTTP/1.0, whose answer ends with the connection. */
    private String exchange(SocketChannel channel, String method, String path) {
        String request = method + " " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n";
        try {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.") ? answer.substring("HTTP/1.x ".length()) : "";
        } catch (IOException none) {
            return "";
        }
    }
}
