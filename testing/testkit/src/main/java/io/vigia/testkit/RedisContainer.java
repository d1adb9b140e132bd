package io.vigia.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The image {@code redis:8}, which has RedisTimeSeries inside. */
final class RedisContainer implements RedisServer {
    private static final int INNER_PORT = 6379;
    private static final DockerImageName IMAGE = DockerImageName.parse("redis:8");

    private final GenericContainer<?> container;
    private final int port;

    private RedisContainer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /** True if a daemon answers and can pull the image; looked at once. */
    static boolean possible() {
        return Look.POSSIBLE;
    }

    private static final class Look {
        static final boolean POSSIBLE = DockerDaemon.find(System.getenv(), Path.of(System.getProperty("user.home")))
                        .filter(DockerDaemon::answers)
                        .filter(daemon -> daemon.pulls(IMAGE.getUnversionedPart(), IMAGE.getVersionPart()))
                        .isPresent()
                && DockerClientFactory.instance().isDockerAvailable();
    }

    static RedisContainer start(String... options) {
        int port = Machine.freePort();
        List<String> command = new ArrayList<>(List.of("redis-server", "--save", "", "--enable-debug-command", "yes"));
        command.addAll(List.of(options));
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withCommand(command.toArray(String[]::new))
                .withExposedPorts(INNER_PORT)
                .waitingFor(Wait.forListeningPort());
        // A fixed port, because Docker gives another one at each start and clients must find a restarted server.
        container.setPortBindings(List.of(port + ":" + INNER_PORT));
        container.start();
        return new RedisContainer(container, port);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Wait.forListeningPort().waitUntilReady(container);
    }

    @Override
    public void close() {
        container.stop();
    }
}
