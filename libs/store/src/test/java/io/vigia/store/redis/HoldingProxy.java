package io.vigia.store.redis;

import io.vigia.testkit.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A network between client and Redis that can hold back what was sent on a connection, also after the client has closed
 * it, and deliver it later.
 */
final class HoldingProxy implements AutoCloseable {
    private final RedisServer redis;
    private final ServerSocket listener;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile String droppedCommand;

    HoldingProxy(RedisServer redis) throws IOException {
        this.redis = redis;
        this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Holds back what comes on the connections of this moment; new ones are free. */
    void hold() {
        links.forEach(Link::hold);
    }

    /** Delivers what was held back, and waits until Redis has read it or refused the connection. */
    void deliver() {
        links.forEach(Link::deliver);
    }

    /** Delivers a command of that name and loses its answer, and every later one of its connection. */
    void dropAnswersTo(String name) {
        droppedCommand = name;
    }

    void dropNoAnswers() {
        droppedCommand = null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Link link : links) {
            link.deliver();
            link.server.close();
            link.client.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Link link = new Link(client, new Socket(redis.host(), redis.port()));
            links.add(link);
            start(link::forward);
            start(link::answer);
        }
    }

    private final class Link {
        private volatile boolean answersDropped;
        final Socket client;
        final Socket server;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private final CountDownLatch ended = new CountDownLatch(1);

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void hold() {
            gate = new CountDownLatch(1);
        }

        void deliver() {
            boolean held = gate.getCount() > 0;
            gate.countDown();
            if (held) {
                await(ended);
            }
        }

        void forward() throws IOException {
            try (InputStream in = client.getInputStream()) {
                OutputStream out = server.getOutputStream();
                byte[] buffer = new byte[8_192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    await(gate);
                    String name = droppedCommand;
                    if (name != null && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(name)) {
                        answersDropped = true;
                    }
                    out.write(buffer, 0, read);
                }
                server.shutdownOutput();
                // Redis closes its side when it has carried out, or thrown away, everything before our end.
                while (server.getInputStream().read(buffer) >= 0) {}
            } finally {
                ended.countDown();
            }
        }

        void answer() throws IOException {
            byte[] buffer = new byte[8_192];
            InputStream in = server.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!answersDropped) {
                    client.getOutputStream().write(buffer, 0, read);
                }
            }
        }

        private void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @FunctionalInterface
    private interface Piping {
        void run() throws IOException;
    }

    private static void start(Piping piping) {
        Thread thread = new Thread(() -> {
            try {
                piping.run();
            } catch (IOException | UncheckedIOException closed) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
