package io.vigia.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program in the place of ingest-api that answers each call with how many it has taken, and breaks the connection of one
 * with {@code dies} in it off after it was taken, as a replica does that dies.
 */
final class BreakingReplica {
    private static final int PORT = 4000;
    private static final int MANAGEMENT_PORT = 4001;

    private final AtomicInteger taken = new AtomicInteger();

    private BreakingReplica() {}

    public static void main(String... arguments) throws IOException {
        BreakingReplica replica = new BreakingReplica();
        replica.listen(PORT);
        replica.listen(MANAGEMENT_PORT);
    }

    private void listen(int port) throws IOException {
        ServerSocket server = new ServerSocket(port);
        new Thread(() -> {
                    while (true) {
                        try {
                            Socket caller = server.accept();
                            new Thread(() -> answer(caller)).start();
                        } catch (IOException failed) {
                            throw new IllegalStateException(failed);
                        }
                    }
                })
                .start();
    }

    private void answer(Socket caller) {
        try (caller) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            String request = lines.readLine();
            while (request != null && !request.isEmpty()) {
                skipHeaders(lines);
                if (request.contains("/nuevo")) {
                    taken.incrementAndGet();
                }
                if (request.contains("dies")) {
                    caller.setSoLinger(true, 0);
                    return;
                }
                String body = Integer.toString(taken.get());
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
                caller.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                request = lines.readLine();
            }
        } catch (IOException gone) {
            // So is the caller.
        }
    }

    private static void skipHeaders(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
    }
}
