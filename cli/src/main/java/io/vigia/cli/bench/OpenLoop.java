package io.vigia.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls at fixed times, whether or not earlier calls have their responses. The time of a call counts from its planned start,
 * so a stall of the server also counts for the calls that it delays.
 */
final class OpenLoop {
    private static final int CALLERS = 64;

    private final int port;
    private final double callsPerSecond;

    OpenLoop(int port, double callsPerSecond) {
        this.port = port;
        this.callsPerSecond = callsPerSecond;
    }

    /**
     * Calls for the given time.
     *
     * @throws IllegalStateException if a call has another status than 200
     */
    Latencies run(Supplier<byte[]> requests, Duration time) {
        long[] nanos = new long[(int) (callsPerSecond * time.toMillis() / 1_000)];
        AtomicInteger next = new AtomicInteger();
        // All callers are connected at this time.
        long start = System.nanoTime() + 200_000_000;
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> call(requests, next, start, nanos)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            return new Latencies(nanos);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void call(Supplier<byte[]> requests, AtomicInteger next, long start, long[] nanos) {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Response response = new Response();
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                long intended = start + (long) (i * 1e9 / callsPerSecond);
                awaitTime(intended);
                call(channel, ByteBuffer.wrap(requests.get()), response);
                nanos[i] = System.nanoTime() - intended;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void call(SocketChannel channel, ByteBuffer request, Response response) throws IOException {
        while (request.hasRemaining()) {
            channel.write(request);
        }
        response.clear();
        while (!response.isWhole()) {
            if (channel.read(response.room()) < 0) {
                throw new IllegalStateException("the server closed a connection in the middle of the load");
            }
        }
        if (response.status() != 200) {
            throw new IllegalStateException("a call was answered with status " + response.status() + "; must be 200");
        }
    }
}
