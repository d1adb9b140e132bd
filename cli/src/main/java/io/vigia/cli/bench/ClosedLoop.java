package io.vigia.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;

/** A number of callers, each of which calls again when it has its response; on one thread, over persistent connections. */
final class ClosedLoop {
    private final int port;
    private final int callers;

    ClosedLoop(int port, int callers) {
        this.port = port;
        this.callers = callers;
    }

    /**
     * Calls for the given time, and at least until the first response.
     *
     * @return rate of calls with status 200
     * @throws IllegalStateException if a call has another status
     */
    Rate run(Supplier<byte[]> requests, Duration time) {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < callers; i++) {
                new Caller(selector, requests).call();
            }
            return run(selector, time.toNanos());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Rate run(Selector selector, long nanos) throws IOException {
        Rate.Start start = Rate.start();
        long[] answered = new long[1];
        try {
            while (answered[0] == 0 || System.nanoTime() - start.nanos() < nanos) {
                selector.select(key -> answered[0] += ((Caller) key.attachment()).proceed(), 100);
            }
            return start.rate(answered[0]);
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    /** A connection that always has one request in flight. */
    private final class Caller {
        private final Supplier<byte[]> requests;
        private final SocketChannel channel;
        private final SelectionKey key;
        private final Response response = new Response();
        private ByteBuffer request = ByteBuffer.allocate(0);

        Caller(Selector selector, Supplier<byte[]> requests) throws IOException {
            this.requests = requests;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void call() throws IOException {
            request = ByteBuffer.wrap(requests.get());
            send();
        }

        private void send() throws IOException {
            channel.write(request);
            key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        /** Number of completed calls: 0 or 1. */
        int proceed() {
            try {
                if (request.hasRemaining()) {
                    send();
                    return 0;
                }
                return receive();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private int receive() throws IOException {
            if (channel.read(response.room()) < 0) {
                throw new IllegalStateException("the server closed a connection in the middle of the load");
            }
            if (!response.isWhole()) {
                return 0;
            }
            if (response.status() != 200) {
                throw new IllegalStateException(
                        "a call was answered with status " + response.status() + "; must be 200");
            }
            response.clear();
            call();
            return 1;
        }
    }
}
