package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** Against a server that says what a master would say of its replicas. */
class ReplicaWaitTest {
    private Master one;
    private Master other;

    @BeforeEach
    void start() throws IOException {
        one = new Master();
        other = new Master();
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        other.close();
    }

    @Test
    void a_batch_is_confirmed_when_the_replicas_of_each_master_have_it() {
        ReplicaWait wait = new ReplicaWait(1, 2_000);

        assertThat(wait.confirm(Set.of(one.connect(), other.connect()), masters()))
                .isTrue();
        assertThat(one.asked).containsExactly("WAIT 1 500");
        assertThat(other.asked).containsExactly("WAIT 1 500");
        assertThat(wait.confirm(Set.of(), masters())).isTrue();
        assertThat(one.asked).hasSize(1);
    }

    @Test
    void a_master_that_was_not_confirmed_is_asked_again_and_less_patiently() {
        ReplicaWait wait = new ReplicaWait(2, 2_000);
        one.replicas = 1;

        assertThat(wait.confirm(Set.of(one.connect()), masters())).isFalse();
        assertThat(wait.confirm(Set.of(), masters())).isFalse();
        one.replicas = 2;
        assertThat(wait.confirm(Set.of(), masters())).isTrue();
        assertThat(one.asked).containsExactly("WAIT 2 500", "WAIT 2 50", "WAIT 2 50");
    }

    /** Its replicas may lack what it wrote: only a later write to the same master, confirmed, tells. */
    @Test
    void a_connection_that_was_cut_leaves_its_master_unconfirmed_until_it_is_written_to_again() {
        ReplicaWait wait = new ReplicaWait(1, 2_000);
        one.replicas = 0;
        WriterConnection cut = one.connect();
        assertThat(wait.confirm(Set.of(cut), masters())).isFalse();
        cut.setBroken();
        one.replicas = 1;

        assertThat(wait.confirm(Set.of(other.connect()), masters())).isFalse();
        assertThat(wait.confirm(Set.of(), masters())).isFalse();
        assertThat(wait.confirm(Set.of(one.connect()), masters())).isTrue();
    }

    @Test
    void a_master_that_is_none_any_more_is_not_waited_for() {
        ReplicaWait wait = new ReplicaWait(1, 2_000);
        one.replicas = 0;
        assertThat(wait.confirm(Set.of(one.connect()), masters())).isFalse();

        assertThat(wait.confirm(Set.of(other.connect()), List.of(other.address())))
                .isTrue();
    }

    @Test
    void without_replicas_nobody_is_asked() {
        one.replicas = 0;

        assertThat(new ReplicaWait(0, 2_000).confirm(Set.of(one.connect()), masters()))
                .isTrue();
        assertThat(one.asked).isEmpty();
    }

    @Test
    void the_wait_ends_well_before_the_connection_counts_as_broken() {
        assertThat(new ReplicaWait(1, 300).confirm(Set.of(one.connect()), masters()))
                .isTrue();
        assertThat(one.asked).containsExactly("WAIT 1 150");
    }

    private List<HostAndPort> masters() {
        return List.of(one.address(), other.address());
    }

    /** Speaks as much of Redis' protocol as a writer's connection asks for. */
    private static final class Master {
        final Queue<String> asked = new ConcurrentLinkedQueue<>();
        volatile int replicas = 1;
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Master() throws IOException {
            Thread accepting = new Thread(this::accept, "master");
            accepting.setDaemon(true);
            accepting.start();
        }

        HostAndPort address() {
            return new HostAndPort("127.0.0.1", server.getLocalPort());
        }

        WriterConnection connect() {
            return WriterConnection.open(
                    address(),
                    DefaultJedisClientConfig.builder()
                            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                            .build());
        }

        void close() throws IOException {
            server.close();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread answering = new Thread(() -> answer(socket), "connection");
                    answering.setDaemon(true);
                    answering.start();
                }
            } catch (IOException closed) {
                // The test has ended.
            }
        }

        private void answer(Socket socket) {
            try (socket) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream();
                for (String head = in.readLine(); head != null; head = in.readLine()) {
                    List<String> words = new ArrayList<>();
                    for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
                        in.readLine();
                        words.add(in.readLine());
                    }
                    out.write(reply(String.join(" ", words)).getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private String reply(String command) {
            if (command.startsWith("WAIT")) {
                asked.add(command);
                return ":" + replicas + "\r\n";
            }
            return switch (command) {
                case "CLIENT INFO" -> bulk("id=7 addr=127.0.0.1:1");
                case "INFO server" -> bulk("run_id:abc");
                case "INFO replication" -> bulk("role:master\nmaster_replid:def");
                default -> "+OK\r\n";
            };
        }

        private static String bulk(String text) {
            return "$" + text.length() + "\r\n" + text + "\r\n";
        }
    }
}
